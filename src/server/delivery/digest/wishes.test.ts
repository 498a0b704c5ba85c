import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '#floor/failure.ts';
import { nextDue, RHYTHMS, readList, readWishes } from './wishes.ts';

const due = (every: (typeof RHYTHMS)[number], hour: number, zone: string, after: string) =>
  nextDue({ every, hour, zone }, new Date(after)).toISOString();

test('a mail is due at the hour of the subscriber’s own clocks, also when they are changed', () => {
  // Berlin goes back on 25 October 2026 and forward on 28 March 2027.
  expect(due('daily', 8, 'Europe/Berlin', '2026-10-24T06:00:00Z')).toBe('2026-10-25T07:00:00.000Z');
  expect(due('daily', 8, 'Europe/Berlin', '2027-03-27T07:00:00Z')).toBe('2027-03-28T06:00:00.000Z');
  // 2 o'clock comes twice and counts once; it is left out and the clock jumps over it.
  expect(due('daily', 2, 'Europe/Berlin', '2026-10-24T22:00:00Z')).toBe('2026-10-25T00:00:00.000Z');
  expect(due('daily', 2, 'Europe/Berlin', '2026-10-25T00:00:00Z')).toBe('2026-10-26T01:00:00.000Z');
  expect(due('daily', 2, 'Europe/Berlin', '2027-03-27T23:00:00Z')).toBe('2027-03-28T01:00:00.000Z');
  expect(due('weekdays', 8, 'Asia/Tokyo', '2026-11-27T00:00:00Z')).toBe('2026-11-29T23:00:00.000Z');
  expect(due('weekly', 23, 'America/New_York', '2026-11-24T04:00:00Z')).toBe('2026-12-01T04:00:00.000Z');
  expect(due('monthly', 0, 'Pacific/Auckland', '2026-11-30T11:00:00Z')).toBe('2026-12-31T11:00:00.000Z');
});

test('whatever the rhythm and the zone, the next mail is later and shows the hour', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia'];
  const property = fc.property(
    fc.constantFrom(...RHYTHMS),
    fc.integer({ min: 4, max: 22 }),
    fc.constantFrom(...zones),
    fc.date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true }),
    (every, hour, zone, after) => {
      const next = nextDue({ every, hour, zone }, after);
      expect(next.getTime()).toBeGreaterThan(after.getTime());
      const shown = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
      expect(shown.format(next)).toBe(`${String(hour).padStart(2, '0')}:00`);
    },
  );
  fc.assert(property, { numRuns: 200 });
});

test('lists that come by mail are read, and no others', () => {
  expect(readList('/papers')).toBe('/papers');
  expect(readList('/papers/trending')).toBe('/papers/trending');
  expect(readList('/papers?q=cat%3Acs.CL&page=3')).toBe('/papers?q=cat%3Acs.CL');
  for (const bad of ['', '/', '//evil.example/papers', 'https://evil.example/papers', '/papers/2503.11792', null, 7])
    expect(() => readList(bad)).toThrow(Failure);
  expect(() => readList(`/papers?q=${'x'.repeat(2_000)}`)).toThrow(Failure);
});

test('wishes are bounded', () => {
  const good: Record<string, unknown> = { every: 'daily', hour: '8', zone: 'Europe/Berlin', most: '10' };
  expect(readWishes((name) => good[name])).toEqual({ every: 'daily', hour: 8, zone: 'Europe/Berlin', most: 10 });
  for (const [name, value] of [
    ['every', 'hourly'],
    ['hour', '24'],
    ['hour', '-1'],
    ['zone', 'Mars/Olympus'],
    ['zone', '../../etc'],
    ['most', '0'],
    ['most', '51'],
  ])
    expect(() => readWishes((field) => (field === name ? value : good[field]))).toThrow(Failure);
});
