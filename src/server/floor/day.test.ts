import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayPeriod, daysBetween, instant, isDay, monthPeriod, readPeriod, weekOf, weekPeriod } from './day.ts';

const anyDay = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('days that do not exist are no days', () => {
  expect(isDay('2024-02-29')).toBe(true);
  for (const text of ['2025-02-29', '2025-13-40', '2025-00-10', '2025-1-1', '20250101', '', 'today'])
    expect(isDay(text)).toBe(false);
});

test.each([
  ['2026-06-18', '2026-W25'],
  ['2026-01-01', '2026-W01'],
  ['2021-01-03', '2020-W53'],
  ['2024-12-30', '2025-W01'],
])('%s lies in %s', (day, week) => {
  expect(weekOf(day).name).toBe(week);
});

test('a week is found by its name and holds its days', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const week = weekOf(day);
      expect(weekPeriod(week.name)).toEqual(week);
      expect(week.first <= day && day <= week.last).toBe(true);
      expect(daysBetween(week.first, week.last)).toBe(6);
    }),
  );
});

test('a month knows its last day', () => {
  expect(monthPeriod('2024-02')).toEqual({ kind: 'month', name: '2024-02', first: '2024-02-01', last: '2024-02-29' });
  expect(monthPeriod('2025-12').last).toBe('2025-12-31');
});

test('adding days and counting them agree', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, n) => daysBetween(day, addDays(day, n)) === n),
  );
});

test.each([
  ['week', '2025-W54'],
  ['week', '2025-W53'],
  ['week', '2025-9'],
  ['month', '2025-13'],
  ['month', '2025'],
  ['day', '2025-13-40'],
] as const)('the %s %s is refused with the form that is expected', (kind, name) => {
  expect(() => readPeriod(kind, name)).toThrow(
    expect.objectContaining({ kind: 'Invalid', next: expect.stringContaining('such as') }),
  );
});

test('a day is a period of one day', () => {
  expect(dayPeriod('2026-06-18')).toEqual({ kind: 'day', name: '2026-06-18', first: '2026-06-18', last: '2026-06-18' });
});

test('instants come out in one form', () => {
  expect(instant('2024-06-02T01:07:21+08:00')).toBe('2024-06-01T17:07:21.000Z');
  expect(instant('Mon, 2 Apr 2007 19:18:42 GMT')).toBe('2007-04-02T19:18:42.000Z');
  expect(instant('yesterday')).toBeUndefined();
});
