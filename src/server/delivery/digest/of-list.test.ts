import { expect, it } from 'vitest';
import { barePaper } from '#catalogue/bare-paper.fixture.ts';
import type { Paper } from '#catalogue/paper.ts';
import type { PaperList } from '../list/list.ts';
import { type Addressed, digestOf } from './of-list.ts';

const paper = (id: string, more: Partial<Paper> = {}): Paper => barePaper({ id, title: `Title of ${id}`, ...more });
const listOf = (papers: Paper[], reachable = papers.length): PaperList => ({
  heading: 'Trending',
  about: [],
  reachable,
  papers: papers.map((one, at) => ({ paper: one, rank: at + 1, because: [`${at + 1} votes`] })),
});
const to: Addressed = {
  origin: 'https://papers.example.org',
  list: 'Trending',
  date: 'Thursday, 18 June 2026',
  webUrl: 'https://papers.example.org/papers/trending',
  preferencesUrl: 'https://papers.example.org/p',
  unsubscribeUrl: 'https://papers.example.org/u',
  most: 3,
  sent: new Set(),
};
const five = listOf(
  ['a', 'b', 'c', 'd', 'e'].map((id) => paper(id)),
  40,
);
const titles = (made: ReturnType<typeof digestOf>) => made?.digest.entries.map(({ title }) => title);

it('is of the first papers, in order, and says how many more the page has', () => {
  const made = digestOf(five, to)!;
  expect(titles(made)).toEqual(['Title of a', 'Title of b', 'Title of c']);
  expect(made.paperIds).toEqual(['a', 'b', 'c']);
  expect(made.digest).toMatchObject({
    more: 37,
    list: 'Trending',
    webUrl: to.webUrl,
    unsubscribeUrl: to.unsubscribeUrl,
  });
  expect(made.digest).not.toHaveProperty('sent');
});

it('leaves out what was sent, which is no more to come either', () => {
  const made = digestOf(five, { ...to, sent: new Set(['a', 'c', 'z']) })!;
  expect(made.paperIds).toEqual(['b', 'd', 'e']);
  expect(made.digest.more).toBe(35);
  expect(made.digest.entries[0]!.because).toBe('2 votes');
});

it('has each paper once, and a hundred at most', () => {
  expect(digestOf(listOf([paper('a'), paper('b'), paper('a')]), to)!.paperIds).toEqual(['a', 'b']);
  const many = listOf(Array.from({ length: 150 }, (_, at) => paper(`p-${at}`)));
  expect(digestOf(many, { ...to, most: 1_000 })!.paperIds).toHaveLength(100);
});

it('is none where nothing is left', () => {
  expect(digestOf(listOf([]), to)).toBeUndefined();
  expect(digestOf(five, { ...to, sent: new Set(five.papers.map((one) => one.paper.id)) })).toBeUndefined();
});

it('says of a paper what there is to say, as plain text', () => {
  const whole = paper('10.1145/a b', {
    arxivId: '2601.00001',
    title: 'An $\\alpha$-fair $O(n^{2})$\n method',
    abstract: `We \\emph{show} that ${'it is so, '.repeat(100)}`,
    authors: ['Ada\r\nExample', 'Bo', 'Cy', 'Di'].map((name) => ({ name })),
    authorCount: 1_204,
    withdrawnOn: '2026-06-17',
    links: [
      { kind: 'code', url: 'https://github.com/a/b' },
      { kind: 'project', url: 'javascript:alert(1)' },
    ],
  });
  const list = {
    ...listOf([whole]),
    papers: [{ paper: whole, because: ['It meets every condition', 'GitHub likes it'] }],
  };
  const [entry] = digestOf(list, to)!.digest.entries;
  expect(entry).toMatchObject({
    title: 'An α-fair O(n^2) method',
    url: 'https://papers.example.org/papers/10.1145/a%20b',
    authors: 'Ada Example, Bo, Cy +1,201',
    because: 'withdrawn on 17 June 2026; it meets every condition; GitHub likes it',
    links: [
      { words: 'arXiv', url: 'https://arxiv.org/abs/2601.00001' },
      { words: 'Code', url: 'https://github.com/a/b' },
    ],
  });
  expect(entry!.abstract).toMatch(/^We show that it is so, .*…$/);
  expect(entry!.abstract.length).toBeLessThanOrEqual(400);
});

it('counts authors without names, and says nothing where nothing is known', () => {
  const authorsOf = (more: Partial<Paper>) => digestOf(listOf([paper('a', more)]), to)!.digest.entries[0]!.authors;
  expect(authorsOf({ authorCount: 6 })).toBe('6 authors');
  expect(authorsOf({})).toBe('');
  expect(authorsOf({ authors: [{ name: 'Ada' }] })).toBe('Ada');
});
