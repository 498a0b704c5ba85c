import { expect, test } from 'vitest';
import { interval, sumAt } from './certainty.ts';

const meanOf = (values: number[]) => (drawn: Uint32Array) => sumAt(values, drawn) / drawn.length;

test('the interval of a mean is about two standard errors to either side, and the same each time', () => {
  const values = Array.from({ length: 400 }, (_, at) => at % 2);
  const [low, high] = interval(400, meanOf(values));
  // A coin's standard error over 400 throws is 0.025.
  expect(low).toBeCloseTo(0.451, 1.7);
  expect(high).toBeCloseTo(0.549, 1.7);
  expect(interval(400, meanOf(values))).toEqual([low, high]);
});

test('what never varies is certain', () => {
  expect(interval(10, meanOf(Array.from({ length: 10 }, () => 3)))).toEqual([3, 3]);
});
