import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayIn, nextAfter, type Schedule, scheduleWords, spanWords } from './schedule.ts';

const NIGHT = { at: '22:45', zone: 'America/New_York', weekdays: [7, 1, 2, 3, 4] };
const next = (schedule: Schedule, after: string) => nextAfter(schedule, new Date(after)).toISOString();

test.each([
  ['a span', { everyMs: 3_600_000 }, '2026-11-24T10:00:00Z', '2026-11-24T11:00:00.000Z'],
  ['the same evening', NIGHT, '2026-11-24T20:00:00Z', '2026-11-25T03:45:00.000Z'],
  ['exactly then: the next one', NIGHT, '2026-11-25T03:45:00Z', '2026-11-26T03:45:00.000Z'],
  ['not on Friday or Saturday', NIGHT, '2026-11-27T04:00:00Z', '2026-11-30T03:45:00.000Z'],
  ['in summer an hour earlier', NIGHT, '2026-07-01T12:00:00Z', '2026-07-02T02:45:00.000Z'],
  [
    'east of the date line',
    { at: '00:30', zone: 'Pacific/Kiritimati' },
    '2026-11-24T12:00:00Z',
    '2026-11-25T10:30:00.000Z',
  ],
  // On 29 March 2026 clocks in Berlin go from 2:00 to 3:00, on 25 October from 3:00 back to 2:00.
  [
    'in the hour that is left out',
    { at: '02:30', zone: 'Europe/Berlin' },
    '2026-03-28T12:00:00Z',
    '2026-03-29T01:00:00.000Z',
  ],
  [
    'in the hour that comes twice: the first',
    { at: '02:30', zone: 'Europe/Berlin' },
    '2026-10-24T12:00:00Z',
    '2026-10-25T00:30:00.000Z',
  ],
  ['and once only', { at: '02:30', zone: 'Europe/Berlin' }, '2026-10-25T00:30:00Z', '2026-10-26T01:30:00.000Z'],
] as [string, Schedule, string, string][])('%s', (_, schedule, after, due) => {
  expect(next(schedule, after)).toBe(due);
});

test('the calendar day is the zone’s', () => {
  const at = new Date('2026-11-25T03:45:12.345Z');
  expect([dayIn('America/New_York', at), dayIn('UTC', at), dayIn('Asia/Tokyo', at)]).toEqual([
    '2026-11-24',
    '2026-11-25',
    '2026-11-25',
  ]);
});

test('each day has one moment, and they come in order', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia'];
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: 0, max: 59 }),
      fc.date({ min: new Date('2024-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
      (zone, hour, minute, from) => {
        const at = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        const first = nextAfter({ at, zone }, from);
        const second = nextAfter({ at, zone }, first);
        const hours = (second.getTime() - first.getTime()) / 3_600_000;
        expect(first.getTime()).toBeGreaterThan(from.getTime());
        expect(first.getTime() - from.getTime()).toBeLessThanOrEqual(26 * 3_600_000);
        expect(hours).toBeGreaterThanOrEqual(22);
        expect(hours).toBeLessThanOrEqual(26);
      },
    ),
    { numRuns: 300 },
  );
});

test('schedules and spans have words', () => {
  expect(scheduleWords({ everyMs: 6 * 3_600_000 })).toBe('every 6 hours');
  expect(scheduleWords({ everyMs: 86_400_000 })).toBe('every day');
  expect(scheduleWords(NIGHT)).toBe('at 22:45 in New York, Sun Mon Tue Wed Thu');
  expect(scheduleWords({ at: '02:00', zone: 'UTC' })).toBe('at 02:00 UTC');
  expect([90 * 60_000, 1_000, 250, 3_661_000, 172_800_000].map(spanWords)).toEqual([
    '90 minutes',
    '1 second',
    '0 seconds',
    '61 minutes',
    '2 days',
  ]);
});
