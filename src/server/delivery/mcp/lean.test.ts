import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Paper } from '#catalogue/paper.ts';
import { seen, seenIn } from './clean.ts';
import { fitted } from './lean.ts';
import { cutToTokens, MOST_TOKENS, tokensIn } from './tokens.ts';

const paper = (n: number, more: Partial<Paper> = {}): Paper => ({
  id: `2601.${String(n).padStart(5, '0')}`,
  title: `Result ${n}`,
  authors: [{ name: 'Ada Example' }],
  categories: ['cs.CL'],
  links: [],
  keywords: [],
  versions: [],
  revision: 1,
  ...more,
});
const cost = (value: unknown) => tokensIn(JSON.stringify(value));

describe('what an agent sees', () => {
  it.each([
    ['\u001b[31mred\u001b[0m', 'red'],
    ['\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007', 'link'],
    ['a\u200bb\u2060c\ufeffd\u00ade', 'abcde'],
    ['right\u202eleft\u2066', 'rightleft'],
    ['\u{e0049}\u{e0067}\u{e006e}plain', 'plain'],
    ['one\u0000two\u0007\u009b1mthree', 'onetwothree'],
    ['lines\r\nand\ttabs stay', 'lines\nand\ttabs stay'],
    ['Erdős–Rényi, 日本語, $\\alpha$', 'Erdős–Rényi, 日本語, $\\alpha$'],
    ['half \ud800 a pair', 'half \ufffd a pair'],
  ])('%j becomes %j', (text, clean) => {
    expect(seen(text)).toBe(clean);
  });

  it('has nothing unseen in it, however deep', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const [clean] = (seenIn({ a: [{ b: text }] }) as { a: { b: string }[] }).a.map(({ b }) => b);
        expect(clean).not.toMatch(/(?![\n\t])[\p{Cc}\p{Default_Ignorable_Code_Point}]/u);
        expect(seen(clean!)).toBe(clean);
      }),
    );
  });
});

describe('tokens', () => {
  it('a cut text is a beginning of the text, and fits', () => {
    const text = fc
      .array(fc.oneof(fc.lorem(), fc.string({ unit: 'binary' }), fc.constant('日本語😀 ')))
      .map((all) => all.join(' '));
    fc.assert(
      fc.property(text, fc.nat(200), (whole, most) => {
        const cut = cutToTokens(whole, most);
        expect(tokensIn(cut)).toBeLessThanOrEqual(most);
        expect(whole.toWellFormed().startsWith(cut)).toBe(true);
      }),
    );
  });
});

describe('an answer', () => {
  it('that is small stays as it is', () => {
    const answer = { papers: [paper(1)], offset: 0 };
    expect(fitted(answer)).toEqual({ answer, cut: [] });
  });

  it('that is large has its abstracts cut, keeps every paper, and says how to read one', () => {
    const papers = Array.from({ length: 40 }, (_, n) => paper(n, { abstract: 'Word by word. '.repeat(120) }));
    const { answer, cut } = fitted({ papers, offset: 0, cursor: 'c' });
    expect(cost(answer)).toBeLessThanOrEqual(MOST_TOKENS);
    expect(answer.papers).toHaveLength(40);
    expect(answer.cursor).toBe('c');
    expect((answer.papers as Paper[])[0]!.abstract).toMatch(/^Word by word\. .*…$/);
    expect(cut.join(' ')).toContain('“markdown”');
  });

  it('that is far too large loses papers from its end, with where to go on', () => {
    const hits = Array.from({ length: 100 }, (_, n) => ({ paper: paper(n, { title: '日本'.repeat(200) }), score: 1 }));
    const { answer, cut } = fitted({ hits, offset: 20, cursor: 'skips what was dropped' });
    const kept = (answer.hits as unknown[]).length;
    expect(kept).toBeGreaterThan(5);
    expect(kept).toBeLessThan(100);
    expect(answer).not.toHaveProperty('cursor');
    expect(cut.at(-1)).toContain(`offset ${20 + kept}`);
    expect(cost(answer)).toBeLessThanOrEqual(MOST_TOKENS);
  });

  it('fits whatever papers say', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('😀'.repeat(20_000), 'x'.repeat(20_000), 'a "b\n'.repeat(5_000), ''),
    );
    const names = fc.oneof(fc.array(text, { maxLength: 3 }), fc.constant(Array<string>(3_000).fill('日本 A. "B" \\')));
    const hostile = fc
      .record({ title: text, abstract: text, comment: text, journalRef: text, licence: text })
      .chain((texts) =>
        fc
          .record({ names, keywords: names })
          .map(({ names, keywords }) =>
            paper(1, { ...texts, authors: names.map((name) => ({ name })), keywords, categories: keywords }),
          ),
      );
    fc.assert(
      fc.property(hostile, fc.constantFrom(1, 10, 100), (one, count) => {
        const list = fitted({ papers: Array(count).fill(one), offset: 0 });
        expect(cost(list.answer)).toBeLessThanOrEqual(MOST_TOKENS);
        expect((list.answer.papers as unknown[]).length).toBeGreaterThan(0);
        expect(cost(fitted({ paper: one }).answer)).toBeLessThanOrEqual(MOST_TOKENS);
        expect(cost(fitted({ id: 'x', markdown: one.title }).answer)).toBeLessThanOrEqual(MOST_TOKENS);
      }),
      { numRuns: 20 },
    );
  }, 60_000);
});
