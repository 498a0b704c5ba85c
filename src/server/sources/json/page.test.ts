import { expect, test } from 'vitest';
import { BrokenPage } from '../source.ts';
import { errorIn, readingsOf, readJson } from './page.ts';

test('JSON is read as it comes, with a mark in front and brackets in texts', () => {
  const text = JSON.stringify({ a: `${'['.repeat(500)}\\"${'{'.repeat(500)}`, b: [[1]] });
  expect(readJson(Buffer.from(`\ufeff ${text}\n`))).toEqual(JSON.parse(text));
});

test('sixty-four deep is read, deeper is not', () => {
  const nested = (depth: number) => Buffer.from('['.repeat(depth) + ']'.repeat(depth));
  expect(readJson(nested(64))).toBeInstanceOf(Array);
  expect(() => readJson(nested(65))).toThrow('nested more than 64 deep');
});

test('more bytes than any source sends are not looked at', () => {
  expect(() => readJson(Buffer.alloc(33 * 1024 * 1024, ' '))).toThrow(BrokenPage);
});

test('what comes instead of JSON is told in a few words', () => {
  expect(() => readJson(Buffer.from('<html>\n<title>502</title>'))).toThrow(
    'The answer is no JSON; it begins with “<html> <title>502</title>”.',
  );
});

test.each([
  [{ error: 'Not found' }, 'The source answered: “Not found”'],
  [{ error: ['First', 'Second'] }, 'The source answered: “First”'],
  [{ error: { message: 'Deep' } }, 'The source answered: “Deep”'],
  [{ errors: [{ message: 'One' }] }, 'The source answered: “One”'],
  [{ message: 'Slow\u202e down', status: 429 }, 'The source answered: “Slow down”'],
  [{ error: 7 }, undefined],
  [[], undefined],
])('%j tells of an error, or does not', (page, words) => {
  expect(errorIn(page)).toBe(words);
});

test('what is no record is rejected, and anything but that is a failure of ours', () => {
  const how = { keyOf: () => 'key', pageOf: (record: unknown) => [record] };
  expect(readingsOf([7, null, []], { ...how, sighting: () => undefined })).toEqual([
    { rejected: 'The record must be an object, not a number.', raw: '[7]' },
    { rejected: 'The record must be an object, not nothing.', raw: '[null]' },
    { rejected: 'The record must be an object, not a list.', raw: '[[]]' },
  ]);
  const sighting = () => {
    throw new TypeError('ours');
  };
  expect(() => readingsOf([{}], { ...how, sighting })).toThrow('ours');
});
