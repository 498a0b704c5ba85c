import { expect, test } from 'vitest';
import { barePaper } from '#catalogue/bare-paper.fixture.ts';
import type { Paper } from '#catalogue/paper.ts';
import { listMarkdown } from './markdown.ts';

const paper = (more: Partial<Paper>): Paper => barePaper({ id: '2503.11792', title: 'A title', ...more });

const AROUND = { origin: 'https://a.example', page: 1, pages: 1, feed: 'https://a.example/papers/feed.atom' };

test('a list has its papers by number, with where each is, who wrote it and why it is there', () => {
  const list = {
    heading: 'Thursday, 18 June 2026',
    about: ['56 papers.'],
    papers: [
      {
        paper: paper({
          title: 'Bounds of $n^{2}$',
          authors: ['Ada', 'Bo', 'Cy', 'Di'].map((name) => ({ name })),
          organization: { name: 'Some Lab' },
          categories: ['cs.LG', 'cs.CL'],
          day: '2026-06-17',
        }),
        rank: 1,
        within: 'on 18 June 2026',
        because: ['34 votes', 'number 2 on the page it was seen on'],
      },
      { paper: paper({ id: '10.1145/a#b', withdrawnOn: '2026-05-03' }), because: [] },
    ],
    reachable: 56,
    earlier: '/papers/date/2026-06-17',
  };
  const around = { ...AROUND, page: 4, pages: 5, next: 'https://a.example/papers.md?page=5' };
  expect(listMarkdown(list, 9, around)).toBe(`# Thursday, 18 June 2026

56 papers. Page 4 of 5.

10. Bounds of $n^{2}$  
    <https://a.example/papers/2503.11792.md>  
    Ada, Bo, Cy and 1 more · Some Lab · cs.LG · 2026-06-17  
    Why: 34 votes; number 2 on the page it was seen on
11. A title  
    <https://a.example/papers/10.1145/a%23b.md>  
    Withdrawn on 2026-05-03

- Next page: <https://a.example/papers.md?page=5>
- Earlier: <https://a.example/papers/date/2026-06-17.md>
- Feed: <https://a.example/papers/feed.atom>
`);
});

test('text of papers brings no line, link, image or HTML of its own, and its length is bounded', () => {
  const hostile = 'x](javascript:alert(1)) <img src=x>\n\n# A heading\n![a](http://b.example/i.png) `code` \u202e';
  const list = {
    heading: hostile,
    about: [hostile],
    papers: [
      { paper: paper({ title: hostile, authors: [{ name: hostile }], categories: [hostile] }), because: [hostile] },
    ],
    reachable: 1,
  };
  const text = listMarkdown(list, 0, AROUND);
  expect(text.replace(/<https?:\/\/[^<>\s]+>/g, '')).not.toMatch(/(?<!\\)[<`[]/);
  expect(text.match(/^#/gm)).toHaveLength(1);
  expect(text).not.toContain('\u202e');
  const long = 'word '.repeat(10_000);
  const papers = [{ paper: paper({ title: long, authors: [{ name: long }] }), because: [long] }];
  expect(listMarkdown({ ...list, heading: 'H', about: [], papers }, 0, AROUND).length).toBeLessThan(1_200);
});
