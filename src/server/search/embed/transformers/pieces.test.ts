import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutTokens } from './cut-tokens.ts';
import { slicesOf } from './slices.ts';

test('slices hold every text once, and no more tokens than they may, padding included', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1_500 })), (lengths) => {
      const slices = slicesOf(lengths, 1_024);
      expect(slices.flat().sort((a, b) => a - b)).toEqual([...lengths.keys()]);
      for (const slice of slices) {
        const longest = Math.max(...slice.map((place) => lengths[place]!));
        expect(slice.length === 1 || slice.length * longest <= 1_024).toBe(true);
      }
    }),
  );
});

test.each([
  ['a frame on both sides', [1, 9], [1, 5, 6, 7, 9], [1, 5, 9]],
  ['a token after the text', [9], [5, 6, 7, 8, 9], [5, 6, 9]],
  ['a token before the text', [1], [1, 5, 6, 7, 8], [1, 5, 6]],
  ['no frame', [], [5, 6, 7, 8], [5, 6, 7]],
  ['a short text', [1, 9], [1, 5, 9], [1, 5, 9]],
])('a long text keeps its frame: %s', (_, frame, tokens, cut) => {
  expect(cutTokens(tokens, frame, 3)).toEqual(cut);
});
