import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { expectReadingsOfAnyPage } from '../any-page.fixture.ts';
import { item, jsonLines as lines, listing, range, row, snapshot } from '../file/gather.fixture.ts';
import { BrokenPage } from '../source.ts';
import { readLines } from './lines.ts';
import { jsonLines } from './source.ts';

const now = new Date('2026-11-24T08:00:00Z');
const read = (body: string | Uint8Array) => readLines(Buffer.from(body as string), 'https://a.example/x.jsonl', now);
const titles = (body: string | Uint8Array) =>
  read(body).map((reading) => ('sighting' in reading ? reading.sighting.title : reading.rejected));
const mixed = [listing(1), snapshot(2), item(3), row(4)];
const mixedTitles = ['Listing 1: “ü” {[', 'Snapshot 2', 'Item 3', 'Row 4'];

describe('an answer of JSON', () => {
  it.each([
    ['lines', lines(mixed)],
    ['lines after a mark', `\ufeff${lines(mixed)}`],
    ['lines, gzipped', gzipSync(lines(mixed))],
    ['a list', JSON.stringify(mixed, null, 2)],
    ['objects over many lines', mixed.map((one) => JSON.stringify(one, null, 2)).join('\n')],
  ])('is read as %s', (_, body) => {
    expect(titles(body)).toEqual(mixedTitles);
  });

  it('may be a list of nothing', () => {
    expect(read('[]')).toEqual([]);
  });

  it.each([
    ['an error', '{"error":"Too many requests"}', /holds no papers/],
    ['a page', '<!doctype html><html></html>', /no JSON lines/],
    ['nothing', '', /no JSON lines/],
    ['half a gzip', gzipSync(lines(mixed)).subarray(0, 60), /cut off or damaged/],
    ['65 MB in 63 KB', gzipSync(Buffer.alloc(65 * 1024 * 1024, ' ')), /larger than 64 MB/],
    ['numbers', '1\n2\n3\n', /no JSON lines/],
  ])('is broken when it is %s', (_, body, why) => {
    expect(() => read(body)).toThrow(BrokenPage);
    expect(() => read(body)).toThrow(why);
  });
});

describe('a record that cannot be read', () => {
  const deep = '['.repeat(20_000) + ']'.repeat(20_000);
  const bad = [
    '{"arxivId":"2501.00009","title":7}',
    '{"what":"is this"}',
    '[1]',
    '{"arxivId":"2501.00009","title":',
    `[${deep}]`,
  ];
  const latin = Buffer.from('{"arxivId":"2501.00009","title":"Gödel"}\n', 'latin1');
  const body = Buffer.concat([Buffer.from(`${lines(mixed)}${bad.join('\n')}\n`), latin, Buffer.from(lines([item(9)]))]);

  it('is rejected with its name, kept as it came, and the rest goes on', () => {
    const readings = read(body);
    expect(readings.map((reading) => ('sighting' in reading ? reading.sighting.title : reading.rejected))).toEqual([
      ...mixedTitles,
      'The field “title” must be text, not a number.',
      expect.stringContaining('The record is of no known kind'),
      'The record must be an object, not a number.',
      'The record is not valid JSON.',
      'The record must be an object, not a list.',
      'The record is not valid UTF-8.',
      'Item 9',
    ]);
    expect(readings[4]).toMatchObject({ key: '2501.00009', raw: bad[0] });
    expect(readings[7]).toMatchObject({ raw: JSON.stringify({ unreadText: bad[3] }) });
  });

  it('is read again as what it is', () => {
    for (const reading of read(body)) {
      if ('sighting' in reading) continue;
      const again = read(reading.raw);
      expect(again).toHaveLength(1);
      if (!reading.raw.includes('too deeply')) expect(again[0]).toEqual(reading);
    }
  });

  it('becomes a paper once its shape is known', () => {
    for (const raw of [{ unread: listing(1) }, { unreadText: JSON.stringify(listing(1)) }, listing(1)]) {
      expect(titles(JSON.stringify(raw))).toEqual([mixedTitles[0]]);
    }
  });
});

it('any bytes give readings or are broken', () => {
  const zipped = gzipSync(lines(range(20).map(listing)));
  const half = read(lines([...mixed, 7, { a: 1 }])).filter((one) => 'raw' in one);
  expectReadingsOfAnyPage(read, [
    lines(mixed),
    JSON.stringify(mixed, null, 1),
    ...half.map((one) => ('raw' in one ? one.raw : '')),
  ]);
  for (let cut = 0; cut < zipped.length; cut++) expect(() => read(zipped.subarray(0, cut))).toThrow(BrokenPage);
});

it('has a stream for each address', () => {
  const [stream] = jsonLines.streams({ values: ['https://a.example/x.jsonl'], addresses: {}, key: '' });
  const ask = stream!.next(undefined, { now })!;
  expect(ask).toEqual({ url: 'https://a.example/x.jsonl' });
  expect(stream!.parse(Buffer.from(lines(mixed)), ask, undefined, { now }).readings).toHaveLength(4);
});
