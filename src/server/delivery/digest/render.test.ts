import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDigest, anyText, digest, entry, HOSTILE, ORIGIN } from './digest.fixture.ts';
import type { Digest } from './digest.ts';
import { attribute, contrastOf, elementsOf, shownOf, textIn } from './html.fixture.ts';
import { renderDigest } from './render.ts';

const bytesOf = (html: string) => Buffer.byteLength(html);
const of = (count: number, more: Parameters<typeof entry>[1] = {}) =>
  digest(Array.from({ length: count }, (_, at) => entry(at + 1, more)));

const TAGS = 'html head meta title style body div table tbody tr td h1 h2 p a br'.split(' ');

/** What no mail of ours may hold. */
function faultsOf(html: string): string[] {
  const faults: string[] = [];
  for (const element of elementsOf(html)) {
    const { tagName, attrs } = element;
    if (!TAGS.includes(tagName)) faults.push(`<${tagName}>`);
    for (const { name, value } of attrs) {
      if (/^on|^(src|srcset|background|ping|action)$/.test(name)) faults.push(`${name}="${value}"`);
      if (name === 'href' && !/^(https?|mailto):$/.test(new URL(value).protocol)) faults.push(`href="${value}"`);
      if (/url\(|expression|@import/i.test(name === 'style' ? value : '')) faults.push(`style="${value}"`);
    }
    if (tagName === 'style' && /url\(|@import|<|expression/i.test(textIn(element))) faults.push('a style that loads');
    if (tagName === 'table' && attribute(element, 'role') !== 'presentation') faults.push('a table of data');
    if (tagName === 'a' && !textIn(element).trim()) faults.push('a link without words');
  }
  return faults;
}

/** Lines of plain text that are wrong. */
const badLines = (text: string) =>
  text
    .split('\n')
    .filter(
      (line) =>
        (!/https?:\/\/\S+$/.test(line) && [...line].length > 76) ||
        /^[ >]|^From |\s$/.test(line) ||
        /\p{Cc}/u.test(line),
    );

describe('a digest of hundred papers', () => {
  const normal = renderDigest(of(100));

  it('is below 90 kB with all of them in both parts', () => {
    expect(bytesOf(normal.html)).toBeLessThan(90_000);
    for (let n = 1; n <= 100; n++) {
      expect(normal.html).toContain(`>Invented result number ${n} about models of the world</a></h2>`);
      expect(normal.text).toContain(`${n}. Invented result number ${n} about`);
      expect(normal.text).toContain(`/papers/2601.${String(n).padStart(5, '0')}\n`);
    }
  });

  it('keeps reasons and links when abstracts have to go, and those of the first papers', () => {
    expect(normal.html.match(/Why: \d+ votes/g)).toHaveLength(100);
    expect(normal.html.match(/>arXiv<\/a>/g)).toHaveLength(100);
    expect(normal.html).toContain('What was found in case 1, told at such a length');
    expect(normal.html).not.toContain('What was found in case 100,');
    expect(normal.text).not.toContain('What was found in case 100,');
    expect(renderDigest(of(20)).html).toContain('What was found in case 20, told at such a length');
  });

  it.each(HOSTILE.map((text) => [JSON.stringify(text.slice(0, 30)), text]))(
    'is below 90 kB where all texts are %s',
    (_, text) => {
      const url = `https://a.example/${'&'.repeat(40)}`;
      const hard = {
        title: text,
        authors: text,
        because: text,
        abstract: text,
        url,
        links: Array.from({ length: 9 }, () => ({ words: text, url })),
      };
      const own = `${ORIGIN}/papers?q=${'&'.repeat(280)}`;
      const all = of(100, hard);
      const { html, text: plain } = renderDigest({
        ...all,
        list: text,
        date: text,
        webUrl: own,
        editionUrl: url,
        preferencesUrl: own,
        unsubscribeUrl: own,
      });
      expect(bytesOf(html)).toBeLessThan(90_000);
      expect(elementsOf(html).filter(({ tagName }) => tagName === 'h2')).toHaveLength(100);
      expect(plain.match(/^\d+\. /gm)!.length).toBeGreaterThanOrEqual(100);
      expect(plain.split(url).length - 1).toBeGreaterThanOrEqual(100);
    },
  );

  it.each([0, 12])('leads to the page of the edition, and to the list where that has %i more', (more) => {
    const editionUrl = `${ORIGIN}/papers/digest/2026-06-19/${'a'.repeat(43)}`;
    const digest = { ...of(2), editionUrl, more };
    const { html, text } = renderDigest(digest);
    expect(html).toContain(`href="${editionUrl}"`);
    expect(text).toContain(`Read it on the web:\n${editionUrl}\n`);
    expect([html.includes(`href="${digest.webUrl}"`), text.includes(`${digest.webUrl}\n`)]).toEqual([
      more > 0,
      more > 0,
    ]);
  });

  it('counts those past the hundredth as more', () => {
    const { html, text } = renderDigest(of(130));
    expect(html).toContain('37 more papers on the web');
    expect(text).toContain('37 more papers on the web');
    expect(text).not.toContain('\n101. ');
  });
});

describe('any digest', () => {
  it('has HTML of known elements, links to the web alone, and nothing that is loaded', () => {
    fc.assert(
      fc.property(anyDigest, (one) => {
        const { html } = renderDigest(one);
        expect(faultsOf(html)).toEqual([]);
        const headings = elementsOf(html).filter(({ tagName }) => tagName === 'h2');
        expect(headings).toHaveLength(one.entries.length);
      }),
    );
  });

  it('has plain text of short lines that no program takes for its own', () => {
    fc.assert(
      fc.property(anyDigest, (one) => {
        const { text } = renderDigest(one);
        expect(badLines(text)).toEqual([]);
        expect(text.isWellFormed()).toBe(true);
      }),
    );
  });

  it('has a subject of one line', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.integer({ min: 1, max: 3 }), (title, list, count) => {
        const { subject } = renderDigest({ ...of(count, { title }), list } satisfies Digest);
        expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(subject.length).toBeGreaterThan(0);
        expect(subject.length).toBeLessThanOrEqual(150);
        expect(subject.isWellFormed()).toBe(true);
        if (count > 1) expect(subject).toContain(`, and ${count - 1} more · `);
      }),
    );
  });
});

describe('how it is written', () => {
  it('says in its subject what is in it', () => {
    expect(renderDigest(of(1)).subject).toBe('Invented result number 1 about models of the world · Front page');
    expect(renderDigest(of(20)).subject).toBe(
      'Invented result number 1 about models of the world, and 19 more · Front page',
    );
  });

  it('is good plain text', () => {
    const { text } = renderDigest(of(1));
    expect(text.slice(0, text.indexOf('----'))).toBe(`Front page
Thursday, 18 June 2026 · 1 paper


1. Invented result number 1 about models of the world
Ada Example, Bo Case, Cy Third +3
Why: 1 votes; appeared on the latest day

What was found in case 1, told at such a length that it takes more than
one line of any mail. What was found in case 1, told at such a length
that it takes more than one line of any mail. What was found in case 1,
told at such a length that it takes more than one line of any mail.

${ORIGIN}/papers/2601.00001
arXiv: https://arxiv.org/abs/2601.00001
Code: https://github.com/example/result-1


7 more papers on the web:
${ORIGIN}/papers/date/2026-06-18

`);
    expect(text).toContain(`\nUnsubscribe:\n${ORIGIN}/subscriptions/abc/end?signature=d4e5&list=f6\n`);
  });

  it.each(['light', 'dark'] as const)('has texts of enough contrast by %s', (scheme) => {
    const shown = shownOf(renderDigest(of(3)).html, scheme);
    expect(shown.length).toBeGreaterThan(15);
    for (const { text, ink, paper } of shown) expect(contrastOf(ink, paper), text).toBeGreaterThanOrEqual(4.5);
    expect(contrastOf(shown[0]!.paper, scheme === 'light' ? '#ffffff' : '#000000')).toBeLessThan(1.3);
  });

  it('is one page for those who cannot see it: its language, one heading, one below it for each paper', () => {
    const elements = elementsOf(renderDigest(of(3)).html);
    expect(elements.flatMap((one) => attribute(one, 'lang') ?? [])).toEqual(['en', 'en']);
    const headings = elements.filter(({ tagName }) => /^h\d$/.test(tagName));
    expect(headings.map(({ tagName }) => tagName)).toEqual(['h1', 'h2', 'h2', 'h2']);
    expect(headings.map((one) => textIn(one))[0]).toBe('Front page');
    const links = elements.filter(({ tagName }) => tagName === 'a').map((one) => [textIn(one), attribute(one, 'href')]);
    expect(links.slice(-3)).toEqual([
      ['7 more papers on the web', `${ORIGIN}/papers/date/2026-06-18`],
      ['Change what comes, or pause it', `${ORIGIN}/subscriptions/abc?signature=a1b2&list=c3`],
      ['Unsubscribe', `${ORIGIN}/subscriptions/abc/end?signature=d4e5&list=f6`],
    ]);
  });
});
