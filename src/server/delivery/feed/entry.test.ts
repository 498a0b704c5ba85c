import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Paper } from '#catalogue/paper.ts';
import { childOf, readXml, textOf } from '#sources/xml/read.ts';
import { feedFaults } from '#test/harness/feed-rules.ts';
import { plainOf } from '../text/plain.ts';
import { atomOf } from './atom.ts';
import { entryOf } from './entry.ts';
import type { Entry, Feed } from './feed.ts';
import { jsonFeedOf } from './json.ts';
import { rssOf } from './rss.ts';

const SITE = { origin: 'https://papers.example.org', catalogue: 'c' };
const SEEN = { sighting: 7, at: '2026-06-18T12:00:00.000Z' };
const WRITTEN = { atom: atomOf, rss: rssOf, json: jsonFeedOf };
const FORMS = ['atom', 'rss', 'json'] as const;

const PAPER: Paper = {
  id: '2503.11792',
  arxivId: '2503.11792',
  title: 'Bounds of $\\mathcal{O}(n^{2})$ & <b>more</b>',
  abstract: 'An abstract with $\\alpha$ and <script>alert(1)</script>.',
  authors: [{ name: 'Ada Lovelace' }, { name: 'Bo' }, { name: 'Cy' }, { name: 'Di' }],
  publishedAt: '2025-03-14T12:00:00.000Z',
  updatedAt: '2025-04-01T09:00:00.000Z',
  day: '2025-03-14',
  categories: ['cs.LG', 'cs.LG', 'a strange one'],
  links: [
    { kind: 'code', url: 'https://github.com/a/b' },
    { kind: 'project', url: 'javascript:alert(1)' },
  ],
  keywords: [],
  versions: [],
  revision: 1,
};

const feedWith = (entries: Entry[], words = ''): Feed => ({
  id: 'urn:uuid:00000000-0000-8000-8000-000000000000',
  title: `A title ${words}`,
  about: `What it is. ${words}`,
  home: `${SITE.origin}/papers`,
  self: `${SITE.origin}/papers/feed.atom`,
  updated: '2026-06-18T00:00:00.000Z',
  entries,
});

/** The titles of a feed's entries as another program reads them. */
function titlesIn(form: (typeof FORMS)[number], text: string): string[] {
  if (form === 'json') return (JSON.parse(text).items as { title: string }[]).map(({ title }) => title);
  const { records } = readXml(new TextEncoder().encode(text), new Set(['entry', 'item']));
  return records.map(({ element }) => textOf(childOf(element, 'title')));
}

describe('an entry', () => {
  const entry = entryOf({ paper: PAPER, rank: 3, within: 'on 18 June 2026', because: ['34 votes'] }, SEEN, SITE);

  it('has the paper’s words as text, its page, its sources, and why it is there', () => {
    expect(entry).toMatchObject({
      url: 'https://papers.example.org/papers/2503.11792',
      title: 'Bounds of O(n^2) & <b>more</b>',
      authors: ['Ada Lovelace', 'Bo', 'Cy', 'Di'],
      categories: [{ term: 'cs.LG', label: 'Machine Learning' }, { term: 'a strange one' }],
      published: '2025-03-14T12:00:00.000Z',
      updated: '2025-04-01T09:00:00.000Z',
      related: [
        { title: 'arXiv', url: 'https://arxiv.org/abs/2503.11792' },
        { title: 'Code', url: 'https://github.com/a/b' },
      ],
    });
    expect(entry.html.split('\n')).toEqual([
      '<p>Ada Lovelace, Bo, Cy and 1 more · 14 March 2025</p>',
      '<p>An abstract with α and &lt;script&gt;alert(1)&lt;/script&gt;.</p>',
      '<p>Why it is here: Number 3 on 18 June 2026: 34 votes.</p>',
      '<p><a href="https://arxiv.org/abs/2503.11792">arXiv</a> · <a href="https://github.com/a/b">Code</a></p>',
    ]);
  });

  it('keeps its name through new versions, votes and ids, and no other paper or catalogue has it', () => {
    const name = (paper: Partial<Paper>, seen = SEEN, site = SITE) =>
      entryOf({ paper: { ...PAPER, ...paper }, because: [] }, seen, site).id;
    expect(name({ title: 'Another title', updatedAt: '2026-01-01', upvotes: 9, id: '10.1/x' })).toBe(entry.id);
    expect(name({}, SEEN, { ...SITE, origin: 'http://localhost:3000' })).toBe(entry.id);
    expect(name({}, { ...SEEN, sighting: 8 })).not.toBe(entry.id);
    expect(name({}, SEEN, { ...SITE, catalogue: 'd' })).not.toBe(entry.id);
    expect(entry.id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('begins when it came into its list, and changes with its versions and its withdrawal', () => {
    const dates = (paper: Partial<Paper>, day?: string) => {
      const { published, updated } = entryOf(
        { paper: { ...PAPER, ...paper }, because: [], ...(day && { day }) },
        SEEN,
        SITE,
      );
      return [published?.slice(0, 10), updated.slice(0, 10)];
    };
    expect(dates({}, '2026-06-18')).toEqual(['2026-06-18', '2026-06-18']);
    expect(dates({ updatedAt: '2026-07-01' }, '2026-06-18')).toEqual(['2026-06-18', '2026-07-01']);
    expect(dates({ withdrawnOn: '2026-05-03' })).toEqual(['2025-03-14', '2026-05-03']);
    const { publishedAt, updatedAt, day, ...undated } = PAPER;
    expect(entryOf({ paper: undated, because: [] }, SEEN, SITE)).toMatchObject({ updated: SEEN.at });
    expect(entryOf({ paper: undated, because: [] }, undefined, SITE)).not.toHaveProperty('published');
  });
});

describe('a feed', () => {
  const odd = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom(
        '\ud800',
        '\udc00',
        '\u0000',
        '\u001f',
        '\u202e',
        '\uffff',
        ']]>',
        '<',
        '&',
        '"',
        '$x^2$',
        '\r',
        '\n',
        'é',
      ),
    }),
  );
  const papers = fc.uniqueArray(
    fc.record({
      title: odd,
      abstract: odd,
      authors: fc.array(fc.record({ name: odd }), { maxLength: 4 }),
      authorCount: fc.nat(9),
      organization: fc.record({ name: odd }),
      categories: fc.array(odd, { maxLength: 3 }),
      publishedAt: fc.constantFrom('2026-06-18', '2026-06-18T01:02:03.004Z', '0000-00-00', '9999-12-31', 'nonsense'),
      updatedAt: fc.constantFrom('2026-06-19', '0001-01-01T00:00:00.000Z'),
      links: fc.array(fc.record({ kind: fc.constantFrom('code', 'project'), url: fc.oneof(odd, fc.webUrl()) }), {
        maxLength: 2,
      }),
      number: fc.nat(),
      because: fc.array(odd, { maxLength: 2 }),
    }),
    { selector: ({ number }) => number, maxLength: 4 },
  );

  it.each(FORMS)('of kind %s is valid and says what it was given, whatever papers hold', (form) => {
    fc.assert(
      fc.property(papers, odd, (given, heading) => {
        const entries = given.map(({ number, because, ...more }) => {
          const paper = { ...PAPER, ...more, id: `p-${number}` } as Paper;
          return entryOf({ paper, because }, { ...SEEN, sighting: number }, SITE);
        });
        const text = WRITTEN[form](feedWith(entries, heading));
        expect(feedFaults(form, text)).toEqual([]);
        expect(titlesIn(form, text)).toEqual(given.map(({ title }) => plainOf(title) || 'Untitled'));
      }),
      { numRuns: 300 },
    );
  });

  it.each(FORMS)('of kind %s may be empty', (form) => {
    expect(feedFaults(form, WRITTEN[form](feedWith([])))).toEqual([]);
  });
});
