import { expect, it } from 'vitest';
import { dayOf, readInstant, readTime } from './time.ts';

it.each([
  ['2026-08-20T00:00:00.000Z', '2026-08-20T00:00:00.000Z'],
  ['2024-06-02T01:07:21+08:00', '2024-06-01T17:07:21.000Z'],
  ['2024-06-02 01:07:21.5Z', '2024-06-02T01:07:21.500Z'],
  ['Mon, 2 Apr 2007 19:18:42 GMT', '2007-04-02T19:18:42.000Z'],
  ['Tue, 31 Mar 1992 00:00:00 GMT', '1992-03-31T00:00:00.000Z'],
])('%s is %s', (text, at) => expect(readInstant(text)).toBe(at));

it.each([
  '',
  'foo 1',
  '2025',
  '2025-02-30T00:00:00Z',
  '2025-13-01T00:00:00Z',
  '2025-01-01T25:00:00Z',
  'Mon, 30 Feb 2007 19:18:42 GMT',
  '2025-01-01T00:00:00',
  '99999-01-01T00:00:00Z',
])('%j is no instant', (text) => expect(readInstant(text)).toBeUndefined());

it('knows days', () => {
  expect(readTime('2025-02-28')).toBe('2025-02-28');
  expect(readTime('2025-02-29')).toBeUndefined();
  expect(dayOf(2024, 'February', 29)).toBe('2024-02-29');
  expect(dayOf(2024, 'Foo', 1)).toBeUndefined();
  expect(dayOf(2024, 'Apr', 31)).toBeUndefined();
});
