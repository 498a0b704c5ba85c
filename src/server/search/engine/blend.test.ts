import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BLEND, blended, type Scales, WHOLE } from './blend.ts';

const part = fc.double({ min: 0, max: 1, noNaN: true });
/** Scales with a value of words and one of meaning that lie on them. */
const onScales = fc
  .tuple(fc.double({ min: 0, max: 100, noNaN: true }), part, part, part, part)
  .map(([bestWords, a, b, words, meaning]): { scales: Scales; words: number; meaning: number } => ({
    scales: { bestWords, bestMeaning: Math.max(a, b), leastMeaning: Math.min(a, b) },
    words: words * bestWords,
    meaning,
  }));
const points = ({ scales, words, meaning }: { scales: Scales; words: number; meaning: number }) =>
  blended(words, Math.min(meaning, scales.bestMeaning), scales);

test('the best by both gets a whole score, nobody more, and nobody less than nothing', () => {
  expect(BLEND.words + BLEND.meaning).toBeCloseTo(1);
  const scales = { bestWords: 7, bestMeaning: 0.8, leastMeaning: 0.2 };
  expect(blended(7, 0.8, scales)).toEqual({ words: WHOLE * BLEND.words, meaning: WHOLE * BLEND.meaning });
  expect(blended(0, 0.2, scales)).toEqual({ words: 0, meaning: 0 });
  expect(blended(3.5, 0.5, scales, { words: 0.5, meaning: 0.5 }).words).toBeCloseTo(25);
  fc.assert(
    fc.property(onScales, (one) => {
      const { words, meaning } = points(one);
      expect(words + meaning).toBeLessThanOrEqual(WHOLE + 1e-9);
      expect(Math.min(words, meaning)).toBeGreaterThanOrEqual(0);
    }),
    { seed: 1 },
  );
});

test('who has more words or is nearer gets no fewer points', () => {
  fc.assert(
    fc.property(onScales, part, part, (one, more, nearer) => {
      const before = points(one);
      const better = points({
        ...one,
        words: Math.min(one.scales.bestWords, one.words + more),
        meaning: one.meaning + nearer,
      });
      expect(better.words).toBeGreaterThanOrEqual(before.words);
      expect(better.meaning).toBeGreaterThanOrEqual(before.meaning);
    }),
    { seed: 2 },
  );
});

test('a scale without length gives nothing', () => {
  expect(blended(0, 0.5, { bestWords: 0, bestMeaning: 0.5, leastMeaning: 0.5 })).toEqual({ words: 0, meaning: 0 });
  expect(blended(0, 0, { bestWords: 0, bestMeaning: 0, leastMeaning: Number.POSITIVE_INFINITY }).meaning).toBe(0);
});
