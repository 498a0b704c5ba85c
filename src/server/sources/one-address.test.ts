import { expect, test } from 'vitest';
import { oneAddress } from './one-address.ts';
import { BrokenPage } from './source.ts';

const ask = { url: 'https://papers.example/list' };
const stream = oneAddress({
  name: 'list',
  schedule: { everyMs: 3_600_000 },
  ask,
  read: (body) => {
    if (body.length === 0) throw new BrokenPage('The answer is empty.');
    return [{ rejected: 'No paper.', raw: Buffer.from(body).toString() }];
  },
});
const at = (time: string) => ({ now: new Date(`2026-11-24T${time}Z`) });

test('an address is asked for once a run, and again in the next one', () => {
  expect(stream.next(undefined, at('10:00:00'))).toEqual(ask);
  const { cursor } = stream.parse(Buffer.from('a'), ask, undefined, at('10:00:00'));
  expect(stream.next(cursor, at('10:00:00'))).toBeUndefined();
  expect(stream.next(cursor, at('10:04:59'))).toBeUndefined();
  expect(stream.next(cursor, at('10:05:00'))).toEqual(ask);
});

test('a clock that was put back does not keep it from being asked for', () => {
  const { cursor } = stream.parse(Buffer.from('a'), ask, undefined, at('10:00:00'));
  expect(stream.next(cursor, at('09:00:00'))).toEqual(ask);
});

test('what has not changed is not read again', () => {
  const first = stream.parse(Buffer.from('a'), ask, undefined, at('10:00:00'));
  expect(first.readings).toHaveLength(1);
  const second = stream.parse(Buffer.from('a'), ask, first.cursor, at('16:00:00'));
  expect(second).toEqual({ readings: [], cursor: { ...first.cursor, at: '2026-11-24T16:00:00.000Z' } });
  expect(stream.parse(Buffer.from('b'), ask, second.cursor, at('22:00:00')).readings).toHaveLength(1);
});

test('an answer that is no page moves nothing', () => {
  expect(() => stream.parse(Buffer.from(''), ask, undefined, at('10:00:00'))).toThrow(BrokenPage);
});
