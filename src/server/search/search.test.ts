import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ingest } from '#catalogue/ingest.ts';
import { freshIndex, idOf, invented, library } from '#test/harness/library.ts';
import type { SearchQuery } from './question.ts';
import { search } from './search.ts';
import { bringIndexUpToDate } from './store/indexer.ts';

const asked = (text: string, more: Partial<SearchQuery> = {}): SearchQuery => ({
  text,
  order: 'relevance',
  offset: 0,
  limit: 10,
  ...more,
});

const LIBRARY = [
  invented(1, { title: 'Graph neural networks for weather', abstract: 'Forecasting with message passing.' }),
  invented(2, { title: 'Weather from satellites', abstract: 'We mention a graph once. Networks of sensors help.' }),
  invented(3, { title: 'Training small language models', abstract: 'Nothing of the sky.', listedOn: '2026-06-20' }),
  invented(4, {
    title: 'The zebrafish heart',
    abstract: 'Cells that beat, $\\beta$-cells too, see https://example.org/beat.',
    authors: [{ name: 'José García-Müller' }, { name: 'Yann LeCun' }],
    listedOn: '2026-06-19',
  }),
  invented(5, { title: 'On LeCun and others', abstract: 'A history by Yann, of LeCun.', keywords: ['biography'] }),
  invented(6, { title: 'Older work', authors: [{ name: 'LeCun, Yann' }], listedOn: '2025-01-02' }),
  invented(7, { title: 'Second work', authors: [{ name: 'Yann A. LeCun' }], listedOn: '2026-02-02' }),
];

test('finds by stems in title, abstract, names and keywords, the title counting most', async () => {
  const { db, index } = await library(LIBRARY);
  const ids = async (text: string) => (await search(index, db, asked(text))).hits.map(({ paper }) => paper.id);
  expect(await ids('graphs network')).toEqual([idOf(1), idOf(2)]);
  expect(await ids('forecast')).toEqual([idOf(1)]);
  expect(await ids('garcia')).toEqual([idOf(4)]);
  expect(await ids('biographies')).toEqual([idOf(5)]);
  expect(await ids('xyzzy')).toEqual([]);
});

test('a word in the title counts for three in the abstract', async () => {
  const { db, index } = await library([
    invented(1, { title: 'Tea and cake', abstract: 'Samovar, samovar: nothing else. A short one.' }),
    invented(2, { title: 'Tea from a samovar', abstract: 'A short one about many things and then some.' }),
  ]);
  const { hits } = await search(index, db, asked('samovar'));
  const byWords = (id: string) => hits.find(({ paper }) => paper.id === id)!.because[0]!;
  expect(byWords(idOf(2)).signal).toBe('words');
  expect(byWords(idOf(2)).points).toBeGreaterThan(byWords(idOf(1)).points);
});

test('a hit says which words it has, and its reasons add up to its score', async () => {
  const { db, index } = await library(LIBRARY);
  const { hits } = await search(index, db, asked('the weather networks'));
  for (const { score, because } of hits) {
    expect(because.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score);
    expect(because[0]!.words).toBe('Has all words: “weather”, “networks”');
  }
  expect(hits).toHaveLength(2);
});

test('marks the words asked for by their stems, but not inside formulas and addresses', async () => {
  const { db, index } = await library(LIBRARY);
  const [hit] = (await search(index, db, asked('hearts beating BETA example'))).hits;
  const marked = (spans: { text: string; highlight: boolean }[]) =>
    spans.filter(({ highlight }) => highlight).map(({ text }) => text);
  expect(marked(hit!.title)).toEqual(['heart']);
  expect(marked(hit!.abstract)).toEqual(['beat']);
  expect(hit!.abstract.map(({ text }) => text).join('')).toBe(hit!.paper.abstract);
});

test.each([
  '2601.00003',
  'arXiv:2601.00003v2',
  'https://arxiv.org/pdf/2601.00003',
  'https://huggingface.co/papers/2601.00003',
])('%s is that paper', async (text) => {
  const { db, index } = await library(LIBRARY);
  const { hits, total, shortcut } = await search(index, db, asked(text));
  expect({ ids: hits.map(({ paper }) => paper.id), total, shortcut }).toEqual({
    ids: [idOf(3)],
    total: 1,
    shortcut: 'id',
  });
});

test('a DOI in any spelling is that paper, without an index too', async () => {
  const { db } = await library([invented(1, { doi: '10.1145/1.2' })]);
  const absent = await freshIndex();
  const { hits } = await search(absent, db, asked('https://doi.org/10.1145/1.2'));
  expect(hits.map(({ paper }) => paper.id)).toEqual([idOf(1)]);
});

test('an exact title comes first however it is spelt', async () => {
  const { db, index } = await library([
    invented(1, { title: 'Attention', abstract: 'need need attention attention' }),
    invented(2, { title: 'Attention is all you need' }),
    invented(3, { title: 'All you need is attention attention attention' }),
  ]);
  const { hits, shortcut, total } = await search(index, db, asked('ATTENTION: is all you need!'));
  expect(hits[0]!.paper.id).toBe(idOf(2));
  expect(hits[0]!.because[0]!.words).toBe('It has exactly this title');
  expect({ shortcut, total, found: hits.length }).toEqual({ shortcut: 'title', total: 3, found: 3 });
});

test.each(['Yann LeCun', 'LeCun, Yann', 'yann lecun'])(
  '%s: that author’s papers, the newest first, then others',
  async (name) => {
    const { db, index } = await library(LIBRARY);
    const { hits, shortcut, total } = await search(index, db, asked(name));
    expect(hits.map(({ paper }) => paper.id)).toEqual([idOf(4), idOf(7), idOf(6), idOf(5)]);
    expect({ shortcut, total }).toEqual({ shortcut: 'author', total: 4 });
    const second = await search(index, db, asked(name, { offset: 2, limit: 1 }));
    expect(second.hits.map(({ paper }) => paper.id)).toEqual([idOf(6)]);
  },
);

test('accents and hyphens in a name do not matter', async () => {
  const { db, index } = await library(LIBRARY);
  const { hits, shortcut } = await search(index, db, asked('Jose Garcia Muller'));
  expect({ id: hits[0]?.paper.id, shortcut }).toEqual({ id: idOf(4), shortcut: 'author' });
});

test('by date: papers that have all the words, the newest first; pages follow one another', async () => {
  const days = Array.from({ length: 12 }, (_, n) => `2026-05-${String(n + 10)}`);
  const { db, index } = await library([
    ...days.map((listedOn, n) => invented(n, { title: `Kernel study ${n}`, listedOn })),
    invented(99, { title: 'A kernel', abstract: 'Nothing more.', listedOn: '2026-06-01' }),
  ]);
  const ids = async (text: string, more: Partial<SearchQuery> = {}) => {
    const { hits } = await search(index, db, asked(text, { order: 'date', ...more }));
    return hits.map(({ paper }) => paper.id);
  };
  expect(await ids('kernel studies', { limit: 3 })).toEqual([11, 10, 9].map(idOf));
  expect(await ids('kernel studies', { offset: 3, limit: 3 })).toEqual([8, 7, 6].map(idOf));
  expect(await ids('kernel', { limit: 2 })).toEqual([99, 11].map(idOf));
  expect(await ids('kernel unheardof', { limit: 2 })).toEqual([99, 11].map(idOf));
});

test('by date: words that more than a thousand papers have still show the newest', async () => {
  const day = (n: number) => new Date(Date.UTC(2024, 0, 1 + Math.floor(n / 2))).toISOString().slice(0, 10);
  const { db, index } = await library(
    Array.from({ length: 1_300 }, (_, n) => invented(n, { title: `Lattice case ${n}`, listedOn: day(n) })),
  );
  const query = asked('lattice', { order: 'date', limit: 50 });
  const { hits, total } = await search(index, db, query);
  expect(hits.map(({ paper }) => paper.id)).toEqual(Array.from({ length: 50 }, (_, n) => idOf(1_299 - n)));
  const later = await search(index, db, { ...query, offset: 600 });
  expect(later.hits.map(({ paper }) => paper.id)).toEqual(Array.from({ length: 50 }, (_, n) => idOf(699 - n)));
  expect(total).toBe(1_300);
});

test('totals are right, also beyond the thousand hits that can be reached', async () => {
  const { db, index } = await library(
    Array.from({ length: 1_100 }, (_, n) => invented(n, { title: `Case ${n % 2 ? 'odd' : 'even'} ${n}` })),
  );
  expect((await search(index, db, asked('odd'))).total).toBe(550);
  expect(await search(index, db, asked('case'))).toMatchObject({ total: 1_100, reachable: 1_000, matched: 'all' });
  expect((await search(index, db, asked('case', { offset: 5_000 }))).hits).toEqual([]);
});

test('a hit that the catalogue has lost since is left out', async () => {
  const { db, index } = await library(LIBRARY);
  await db.deleteFrom('papers').where('id', '=', idOf(2)).execute();
  const { hits } = await search(index, db, asked('weather'));
  expect(hits.map(({ paper }) => paper.id)).toEqual([idOf(1)]);
});

test('without an index it says that one is being built and where to look', async () => {
  const { db } = await library([]);
  const absent = await freshIndex();
  await expect(search(absent, db, asked('weather'))).rejects.toMatchObject({
    kind: 'SourceUnavailable',
    message: expect.stringContaining('being built'),
    next: expect.stringContaining('offprint doctor'),
  });
});

test('an empty question, one of stop words alone and an empty catalogue have no hits', async () => {
  const { db, index } = await library([]);
  for (const text of ['', '   ', 'the of and', 'weather', '!?']) {
    expect(await search(index, db, asked(text))).toMatchObject({ hits: [], total: 0 });
  }
});

test('whatever is typed gets an answer, soon', async () => {
  const { db, index } = await library(LIBRARY);
  const pieces = fc.constantFrom(
    ...["'", '"', ' OR 1=1 --', "') OR true", 'AND', 'NOT', '(', '*', '~2', '^9', '\u0000', '\ud800', '💥', 'שלום'],
    ...[
      'مرحبا',
      '深度学习',
      '\u202e',
      '\\',
      '%',
      '`',
      '$\u007bx}',
      '<script>',
      'Yann',
      'LeCun',
      'graph',
      ',',
      ' ',
      '\n',
    ],
  );
  const text = fc.oneof(
    fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom('('.repeat(10_000), 'a '.repeat(5_000), 'é'.repeat(10_000), '\ud83d'.repeat(600)),
  );
  await fc.assert(
    fc.asyncProperty(text, fc.constantFrom('relevance', 'date'), async (words, order) => {
      const started = performance.now();
      const { hits, reachable } = await search(index, db, asked(words, { order: order as SearchQuery['order'] }));
      expect(hits.length).toBeLessThanOrEqual(reachable);
      expect(performance.now() - started).toBeLessThan(5_000);
    }),
    { numRuns: 150 },
  );
});

test('odd numbers for the page are taken as none', async () => {
  const { db, index } = await library(LIBRARY);
  for (const [offset, limit] of [
    [-1, 3],
    [Number.NaN, 3],
    [0.5, 3],
  ] as const) {
    expect((await search(index, db, asked('weather', { offset, limit }))).hits).toHaveLength(2);
  }
  expect((await search(index, db, asked('weather', { limit: 0 }))).hits).toEqual([]);
  expect((await search(index, db, asked('weather', { limit: Number.NaN }))).hits).toEqual([]);
});

test('a paper with a new title is found by that alone', async () => {
  const { db, index } = await library(LIBRARY);
  await ingest(db, [{ ...LIBRARY[2]!, title: 'Quokkas at night', seenAt: '2026-06-21T00:00:00.000Z' }]);
  await bringIndexUpToDate(index, db, { holder: 'test' });
  expect((await search(index, db, asked('quokka'))).hits).toHaveLength(1);
  expect((await search(index, db, asked('training'))).hits).toHaveLength(0);
});
