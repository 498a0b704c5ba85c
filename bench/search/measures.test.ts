import { expect, test } from 'vitest';
import { mean, ndcg, recall, reciprocalRank } from './measures.ts';

/** Judged by hand: gains are 7 for a, 3 for b, 1 for c, 0 for d; places weigh 1, 1/log2(3) = 0.6309, 1/2. */
const grades = new Map(Object.entries({ a: 3, b: 2, c: 1, d: 0 }));

test.each([
  // (7 + 3·0.6309 + 1/2) / (7 + 3·0.6309 + 1/2)
  [['a', 'b', 'c'], 10, 1],
  // (3 + 0 + 7/2) / 9.3928
  [['b', 'unjudged', 'a'], 10, 0.692],
  // (0 + 7·0.6309) / (7 + 3·0.6309): of the best order, too, only two places count
  [['d', 'a', 'b'], 2, 0.4966],
  // only c, at the first place: 1 / 9.3928
  [['c'], 10, 0.1065],
  [[], 10, 0],
])('nDCG of %j at %i', (ranked, depth, expected) => {
  expect(ndcg(ranked, grades, depth)).toBeCloseTo(expected, 4);
});

test('recall counts what answers, of any grade', () => {
  expect(recall(['x', 'a', 'd', 'c'], grades, 50)).toBeCloseTo(2 / 3);
  expect(recall(['x', 'a', 'd', 'c'], grades, 3)).toBeCloseTo(1 / 3);
  expect(recall([], grades, 50)).toBe(0);
});

test('reciprocal rank is that of the first answer', () => {
  expect(reciprocalRank(['d', 'x', 'c', 'a'], grades)).toBeCloseTo(1 / 3);
  expect(reciprocalRank(['x', 'd'], grades)).toBe(0);
});

test('a question without answers has no figures and is no part of a mean', () => {
  const none = new Map([['d', 0]]);
  expect([ndcg(['d'], none, 10), recall(['d'], none, 50), reciprocalRank(['d'], none)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(mean([1, undefined, 0.5])).toBe(0.75);
  expect(mean([undefined])).toBeUndefined();
});
