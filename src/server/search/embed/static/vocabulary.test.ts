import { expect, test } from 'vitest';
import { rowsIn, Tokens, type Vocabulary } from './vocabulary.ts';

const vocabulary: Vocabulary = {
  words: ['neural', 'network', 'chain', 'thought'],
  pairs: Uint32Array.from([0, 1, 2, 3]),
  buckets: 8,
};
const tokens = new Tokens(vocabulary);

test('words come in their order, a pair after its second word', () => {
  expect(tokens.rowsOf('Neural networks')).toEqual([0, 1, 4]);
  expect(tokens.rowsOf('networks neural')).toEqual([1, 0]);
});

test('a stop word does not part a pair, an unknown word does', () => {
  expect(tokens.rowsOf('chain of thought')).toEqual([2, 3, 5]);
  expect(tokens.rowsOf('chain zzz thought').filter((row) => row < 6)).toEqual([2, 3]);
});

test('an unknown word has rows of its pieces, the same ones each time', () => {
  const rows = tokens.rowsOf('flibbertigibbet');
  expect(rows.length).toBe(12);
  expect(rows.every((row) => row >= 6 && row < rowsIn(vocabulary))).toBe(true);
  expect(new Tokens(vocabulary).rowsOf('flibbertigibbet')).toEqual(rows);
  expect(tokens.rowsOf('zz').length).toBe(1);
});

test('stop words, single characters and other scripts have none', () => {
  expect(tokens.rowsOf('the of a x 7 模型')).toEqual([]);
});
