import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callerOf, FixedWindow } from './rate-limit.ts';

test('exactly the quota passes in a window, and the next window begins anew', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 100 }), (quota, asked) => {
      const limit = new FixedWindow(quota, 300);
      const allowed = (at: number) =>
        Array.from({ length: asked }, () => limit.take('a', at)).filter((one) => one.isAllowed).length;
      expect(allowed(1_000)).toBe(Math.min(quota, asked));
      expect(limit.take('b', 2_000).isAllowed).toBe(true);
      expect(allowed(1_000 + 300_000)).toBe(Math.min(quota, asked));
    }),
  );
});

test('a caller hears what is left and when to come back', () => {
  const limit = new FixedWindow(2, 300);
  expect(limit.take('a', 0)).toEqual({ isAllowed: true, remaining: 1, resetSeconds: 300 });
  limit.take('a', 10_000);
  const refused = limit.take('a', 245_500);
  expect(refused).toEqual({ isAllowed: false, remaining: 0, resetSeconds: 55 });
  expect(limit.headers(refused)).toEqual({
    ratelimit: '"api";r=0;t=55',
    'ratelimit-policy': '"fixed window";"api";q=2;w=300',
  });
});

test('a flood of addresses does not grow it, and does not free anybody', () => {
  const limit = new FixedWindow(3, 300);
  for (let i = 0; i < 100_000; i++) limit.take(`10.${i}`, 0);
  const late = Array.from({ length: 5 }, (_, i) => limit.take(`late ${i}`, 1).isAllowed);
  expect(late).toEqual([true, true, true, false, false]);
});

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::ffff:127.0.0.1', '127.0.0.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
])('%s counts as %s', (address, caller) => {
  expect(callerOf(address)).toBe(caller);
});
