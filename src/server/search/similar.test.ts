import { expect, test } from 'vitest';
import { idOf, invented, library } from '#test/harness/library.ts';
import { similarTo } from './similar.ts';

const LIBRARY = [
  invented(1, {
    title: 'Coral reefs in warm water',
    abstract: 'Bleaching follows heat. Bleaching kills coral polyps.',
  }),
  invented(2, { title: 'Polyps and bleaching', abstract: 'Coral reefs suffer from heat.', listedOn: '2026-01-01' }),
  invented(3, { title: 'Warm soup', abstract: 'A recipe for the kitchen.' }),
  invented(4, { title: 'Compilers', abstract: 'Registers are few, and graphs are coloured.' }),
  invented(5, { title: 'Register allocation by graph colouring', abstract: 'Compilers colour graphs of registers.' }),
  invented(6, { title: 'Coral reefs in warm water', abstract: 'The same study, as the journal printed it.' }),
  invented(7, {
    title: 'Heat and coral reefs',
    abstract: 'Bleaching of corals in a warm sea.',
    listedOn: '2026-09-09',
  }),
];

const idsOf = ({ hits }: Awaited<ReturnType<typeof similarTo>>) => hits.map(({ paper }) => paper.id);

test('the nearest first, without the paper itself and another version of it', async () => {
  const { db, index } = await library(LIBRARY);
  const found = await similarTo(index, db, [idOf(1)], { limit: 2 });
  expect(found.by).toBe('meaning');
  expect(idsOf(found).sort()).toEqual([idOf(2), idOf(7)]);
  expect(found.hits[0]!.nearness).toBeGreaterThanOrEqual(found.hits[1]!.nearness!);
  expect(idsOf(await similarTo(index, db, [idOf(1)], { limit: 100 }))).not.toContain(idOf(6));
  expect(idsOf(await similarTo(index, db, [idOf(1)], { limit: 0 }))).toEqual([]);
});

test('of two versions of one work only one is like a third', async () => {
  const { db, index } = await library(LIBRARY);
  const ids = idsOf(await similarTo(index, db, [idOf(7)], { limit: 3 }));
  expect(ids.filter((id) => [idOf(1), idOf(6)].includes(id))).toHaveLength(1);
});

test('the newest of the near first, where that is asked for', async () => {
  const { db, index } = await library(LIBRARY);
  const found = await similarTo(index, db, [idOf(1)], { limit: 10, order: 'date' });
  const days = found.hits.map(({ paper }) => paper.day);
  expect(days.length).toBeGreaterThan(2);
  expect(days).toEqual([...days].sort().reverse());
});

test('several papers as the example', async () => {
  const { db, index } = await library(LIBRARY);
  const found = await similarTo(index, db, [idOf(2), idOf(4), 'unheard-of'], { limit: 4 });
  expect(idsOf(found)).toContain(idOf(5));
  expect(idsOf(found).some((id) => [idOf(1), idOf(7)].includes(id))).toBe(true);
  expect(idsOf(found)).not.toContain(idOf(4));
  expect(await similarTo(index, db, ['unheard-of'], { limit: 4 })).toEqual({ hits: [], by: 'meaning' });
});
