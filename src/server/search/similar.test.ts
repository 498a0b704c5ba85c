import { expect, test } from 'vitest';
import { findPaper } from '#catalogue/find.ts';
import { idOf, invented, library } from '#test/harness/library.ts';
import { similarTo, tellingWords } from './similar.ts';

test('papers that share telling words, without the paper itself', async () => {
  const { db, index } = await library([
    invented(1, { title: 'Coral reefs in warm water', abstract: 'Bleaching follows heat. Bleaching kills polyps.' }),
    invented(2, { title: 'Polyps and bleaching', abstract: 'Coral reefs.' }),
    invented(3, { title: 'Warm soup', abstract: 'A recipe.' }),
    invented(4, { title: 'Compilers', abstract: 'Registers are few.' }),
  ]);
  const paper = (await findPaper(db, idOf(1)))!;
  expect((await similarTo(index, db, paper, 5)).map(({ id }) => id)).toEqual([idOf(2), idOf(3)]);
  expect((await similarTo(index, db, paper, 1)).map(({ id }) => id)).toEqual([idOf(2)]);
  expect(await similarTo(index, db, paper, 0)).toEqual([]);
});

test('the telling words are the title and what the abstract repeats, without the words of all abstracts', () => {
  const abstract = 'We show results. Our method shows results with corals; corals grow. Heat once.';
  expect(tellingWords({ title: 'On Reefs', abstract })).toBe('on reefs corals');
});

test('a title of nothing but signs has no neighbours', async () => {
  const { db, index } = await library([invented(1), invented(2)]);
  const paper = (await findPaper(db, idOf(1)))!;
  expect(await similarTo(index, db, { ...paper, title: '☃ ☃', abstract: '…' }, 5)).toEqual([]);
});
