import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance } from './near-titles.ts';

test.each([
  ['part one', 'part two', 3],
  ['', 'abc', 3],
  ['overview2025', 'overview2026', 1],
  ['same', 'same', 0],
])('%j is %j after so many changes', (a, b, distance) => {
  expect(editDistance(a, b, 10)).toBe(distance);
});

test('beyond its limit the distance is only told to be beyond', () => {
  const words = fc.string({ maxLength: 12 });
  fc.assert(
    fc.property(words, words, fc.nat(12), (a, b, limit) => {
      const exact = editDistance(a, b, 100);
      expect(editDistance(b, a, 100)).toBe(exact);
      if (exact <= limit) expect(editDistance(a, b, limit)).toBe(exact);
      else expect(editDistance(a, b, limit)).toBeGreaterThan(limit);
    }),
  );
});
