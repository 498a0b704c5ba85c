import { expect, it } from 'vitest';
import { feedTime } from './date.ts';

it.each([
  ['Tue, 24 Nov 2026 08:00:00 GMT', '2026-11-24T08:00:00.000Z'],
  ['Tue, 24 Nov 2026 08:00:00 EST', '2026-11-24T13:00:00.000Z'],
  ['24 November 2026 08:00 +0100', '2026-11-24T07:00:00.000Z'],
  ['Tuesday, 4 Aug 2026 08:00:00 Z', '2026-08-04T08:00:00.000Z'],
  ['Tue, 24 Nov 2026', '2026-11-24'],
  ['24 Nov 2026 08:00:00', '2026-11-24'],
  ['24 Nov 2026 08:00:00 Mars', '2026-11-24'],
  ['2026-11-24T08:00:00+01:00', '2026-11-24T07:00:00.000Z'],
  ['2026-11-24T08:00:00', '2026-11-24'],
  ['2026-11-24', '2026-11-24'],
  [' 2026-11-24\n', '2026-11-24'],
  ['2026-11', undefined],
  ['2026', undefined],
  ['30 Feb 2026', undefined],
  ['2026-02-30T08:00:00', undefined],
  ['yesterday', undefined],
  ['Spring 2026', undefined],
])('%s', (text, expected) => {
  expect(feedTime(text)).toBe(expected);
});
