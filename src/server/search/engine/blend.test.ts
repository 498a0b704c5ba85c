import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BLEND, blended, nearness, sharesOf, WHOLE } from './blend.ts';

const SHARES = sharesOf(9);
const part = fc.double({ min: 0, max: 1, noNaN: true });
const best = fc.double({ min: 0.001, max: 100, noNaN: true });

test('the best by both gets a whole score, nobody more, and nobody less than nothing', () => {
  expect(blended(7, 7, 1, SHARES)).toEqual({ words: WHOLE * SHARES.words, meaning: WHOLE * SHARES.meaning });
  expect(blended(0, 7, -0.4, SHARES)).toEqual({ words: 0, meaning: 0 });
  expect(blended(3.5, 7, 0.5, { words: 0.5, meaning: 0.5 })).toEqual({ words: 25, meaning: 25 });
  fc.assert(
    fc.property(best, part, fc.double({ min: -1, max: 1.01, noNaN: true }), (bestWords, words, cosine) => {
      const points = blended(words * bestWords, bestWords, cosine, SHARES);
      expect(points.words + points.meaning).toBeLessThanOrEqual(WHOLE + 1e-9);
      expect(Math.min(points.words, points.meaning)).toBeGreaterThanOrEqual(0);
    }),
    { seed: 1 },
  );
});

test('who has more words or is nearer gets no fewer points', () => {
  fc.assert(
    fc.property(best, part, part, part, part, (bestWords, words, more, cosine, nearer) => {
      const before = blended(words * bestWords, bestWords, cosine, SHARES);
      const better = blended(Math.min(1, words + more) * bestWords, bestWords, cosine + nearer, SHARES);
      expect(better.words).toBeGreaterThanOrEqual(before.words);
      expect(better.meaning).toBeGreaterThanOrEqual(before.meaning);
    }),
    { seed: 2 },
  );
});

test('a question whose words nobody has is ordered by meaning', () => {
  expect(blended(0, 0, 0.5, SHARES)).toEqual({ words: 0, meaning: WHOLE * SHARES.meaning * 0.5 });
});

test('a title with all the words is as near as the nearest, and no paper is farther for its title', () => {
  expect(nearness(0.1, 1, 0.8)).toBe(0.8);
  expect(nearness(0.1, 0.5, 0.8)).toBeCloseTo(0.2);
  expect(nearness(0.6, 0.5, 0.8)).toBe(0.6);
  expect(nearness(0.6, 0, 0.8)).toBe(0.6);
});

test('the shares make up the whole, and meaning has more of longer questions, up to its most', () => {
  let last = 0;
  for (let words = 0; words < 40; words++) {
    const shares = sharesOf(words);
    expect(shares.words + shares.meaning).toBeCloseTo(1);
    expect(shares.meaning).toBeGreaterThanOrEqual(last);
    last = shares.meaning;
  }
  expect(last).toBe(BLEND.meaning);
  expect(sharesOf(7).meaning).toBeCloseTo(BLEND.meaning / 2);
});
