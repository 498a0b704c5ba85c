import { describe, expect, it, test } from 'vitest';
import { millisecondsIn, waitBefore } from './pace.ts';

const MINUTE = { timeout: 60_000, attempts: 6, firstWait: 1_000, longestWait: 60_000 };

describe('the wait before another attempt', () => {
  test('doubles, up to a bound, less up to half by chance', () => {
    expect([1, 2, 3, 20].map((attempt) => waitBefore(MINUTE, attempt, null, 0))).toEqual([1_000, 2_000, 4_000, 60_000]);
    expect(waitBefore(MINUTE, 1, null, 1)).toBe(500);
  });

  test('is what the other side asks for, as far as patience goes', () => {
    expect(waitBefore(MINUTE, 1, '7')).toBe(7_000);
    expect(waitBefore(MINUTE, 1, '61')).toBeUndefined();
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-10-21T07:27:50Z');

  it.each([
    ['0', 0],
    [' 120 ', 120_000],
    ['1.5', 1_500],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 10_000],
    ['Wednesday, 21-Oct-26 07:28:00 GMT', 10_000],
    ['Wed Oct 21 07:28:00 2026 GMT', 10_000],
    ['2026-10-21T07:28:00Z', 10_000],
    ['Wed, 21 Oct 2015 07:28:00 GMT', 0],
  ])('%s is %i ms', (words, milliseconds) => {
    expect(millisecondsIn(words, now)).toBe(milliseconds);
  });

  it.each(['', 'soon', '-5', 'later 3', '1e3', '0x10', 'NaN', '12 parsecs', null])('%s says nothing', (words) => {
    expect(millisecondsIn(words, now)).toBeUndefined();
  });
});
