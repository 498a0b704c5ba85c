import { expect, test } from 'vitest';
import { shelf, type Told } from '#test/harness/corpora.ts';
import { facetsOf } from './facets.ts';

function facets(papers: Told[]) {
  const { corpus } = shelf(Object.fromEntries(papers.map((paper, n) => [`p${n}`, paper])));
  return facetsOf(corpus, Uint32Array.from(papers.keys()), papers.length);
}

test('every day from 1900 to 2199 is of the year that its calendar says', () => {
  const papers: Told[] = [];
  for (let year = 1900; year < 2200; year++) {
    for (const day of ['01-01', '02-28', '12-31']) papers.push({ title: 'Zebra', day: `${year}-${day}` });
  }
  const { years } = facets(papers);
  expect(years).toEqual(Array.from({ length: 300 }, (_, n) => ({ value: String(2199 - n), count: 3 })));
});

test('days beyond, and papers without one, are of no year', () => {
  const days = ['1899-12-31', '2200-01-01', '0001-01-01', '9999-12-31', null, 'no day'];
  expect(facets(days.map((day): Told => ({ day }))).years).toEqual([]);
});

test('values by how many have them, then by name; of categories the most frequent thirty', () => {
  const code = (n: number) => `cs.C${String(n).padStart(2, '0')}`;
  const papers = Array.from({ length: 40 }, (_, n): Told => ({ categories: [code(n), code(39), code(n)] }));
  const { categories, sources, has } = facets(papers);
  expect(categories[0]).toEqual({ value: code(39), count: 40 });
  expect(categories.slice(1)).toEqual(Array.from({ length: 29 }, (_, n) => ({ value: code(n), count: 1 })));
  expect(sources).toEqual([{ value: 'arxiv', count: 40 }]);
  expect(has).toEqual([]);
});

test('only the documents that are counted count', () => {
  const { corpus } = shelf({ a: { day: '2020-01-01' }, b: { day: '2021-01-01' }, c: { day: '2021-01-01' } });
  expect(facetsOf(corpus, Uint32Array.of(2, 0, 1), 2).years.map(({ value }) => value)).toEqual(['2021', '2020']);
  expect(facetsOf(corpus, Uint32Array.of(2, 0, 1), 0)).toEqual({ years: [], categories: [], sources: [], has: [] });
});
