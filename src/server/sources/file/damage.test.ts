import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { gather, gatherFrom, item, jsonLines, listing, range, row } from './gather.fixture.ts';

const accepted = expect.stringContaining('Accepted, also gzipped: a Daily Papers page saved as text');
const rows = range(500).map(listing);
const zipped = gzipSync(jsonLines(rows));

describe('gzip data', () => {
  it('that is cut off gives every record before the cut, then a failure', async () => {
    for (const length of [2, 5, 12, 100, zipped.length >> 1, zipped.length - 9, zipped.length - 8, zipped.length - 1]) {
      const cut = zipped.subarray(0, length);
      const found = await gather(cut, 997);
      const whole = length < 10 ? '' : gunzipSync(cut, { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1');
      expect(found.sightings).toHaveLength(whole.split('\n').length - 1);
      expect(found.rejected).toEqual([]);
      expect(found.failure).toMatchObject({
        kind: 'Invalid',
        message: 'The file “some-file” is cut off: its gzip data ends too early.',
        next: expect.stringContaining('What came before was read.'),
      });
    }
  });

  it('that is damaged gives every record before the damage, then a failure', async () => {
    const many = gzipSync(jsonLines(range(20_000).map(listing)));
    const at = many.length >> 1;
    const sound =
      gunzipSync(many.subarray(0, at), { finishFlush: constants.Z_SYNC_FLUSH }).toString().split('\n').length - 1;
    many.fill(0xff, at, at + 64);
    const found = await gather(many);
    expect(sound).toBeGreaterThan(5_000);
    expect(found.sightings.slice(0, sound - 2_000).map((sighting) => sighting.title)).toEqual(
      range(sound - 2_000).map((n) => listing(n).title),
    );
    expect(found.readings.length).toBeLessThan(20_000);
    expect(found.failure?.message).toBe('The file “some-file” is damaged: its gzip data cannot be read on.');
  });

  it('with a false checksum is damaged', async () => {
    const false_ = Buffer.from(zipped);
    false_[false_.length - 6]! ^= 1;
    expect((await gather(false_)).failure?.message).toContain('is damaged');
  });

  it('of several files in one is read to its end', async () => {
    const found = await gather(Buffer.concat([gzipSync(jsonLines([listing(1)])), gzipSync(jsonLines([listing(2)]))]));
    expect(found.sightings).toHaveLength(2);
    expect(found.failure).toBeUndefined();
  });

  it('of a saved page that is cut off gives the papers before the cut', async () => {
    const text = range(200)
      .map((n) => `Paper ${n}\n\nText ${Math.sin(n)}.\n\n  • 3 authors\n·\nApr 1, 2025\n\n`)
      .join('');
    const page = gzipSync(`Jun 18\n\n${text}`);
    const found = await gather(page.subarray(0, page.length >> 1));
    expect(found.sightings.length).toBeGreaterThan(20);
    expect(found.failure?.message).toContain('is cut off');
  });
});

describe('a record', () => {
  const between = (line: string | Buffer) =>
    gather(
      Buffer.concat([
        Buffer.from(jsonLines([listing(1)])),
        Buffer.from(line),
        Buffer.from(`\n${jsonLines([row(3), item(4)])}`),
      ]),
    );

  it.each([
    ['of 10 MB', `{"arxivId":"2501.00002","title":"${'x'.repeat(10_000_000)}"}`, 'The record is larger than 4 MB.'],
    [
      'that is not UTF-8',
      Buffer.from('{"arxivId":"2501.00002","title":"caf\xe9"}', 'latin1'),
      'The record is not valid UTF-8.',
    ],
    ['that is cut off', '{"arxivId":"2501.00002","title":"x', 'The record is not valid JSON.'],
    ['that is cut off at a comma', '{"arxivId":"2501.00002",', 'The record is not valid JSON.'],
    ['of another kind', '{"name":"x","price":3}', expect.stringContaining('The record is of no known kind')],
    ['that is no object', '"text"', 'The record must be an object, not text.'],
    ['of binary', Buffer.from([0, 1, 2, 3, 0x7b]), 'The record is not valid JSON.'],
    ['nested beyond reason', '['.repeat(100_000), 'The record is not valid JSON.'],
    ['without title', '{"arxivId":"2501.00002"}', 'The field “title” is missing or empty.'],
    [
      'with a number for a text',
      '{"arxivId":2501.00002,"title":"x"}',
      'The field “arxivId” must be text, not a number.',
    ],
  ])('%s is rejected with its line, and the rest goes in', async (_, line, reason) => {
    const found = await between(line);
    expect(found.rejected).toEqual([{ line: 2, rejected: reason }]);
    expect(found.readings.map((reading) => reading.line)).toEqual([1, 2, 3, 4]);
    expect(found.failure).toBeUndefined();
  });

  it.each([
    ['cut off', '{"arxivId":"2501.00002","title":"x'],
    ['cut off at a comma', '{"arxivId":"2501.00002",'],
    ['no JSON at all', 'arxivId,title'],
    ['binary', '\u0000\u0001'],
    ['of 10 MB', `{"a":"${'x'.repeat(10_000_000)}"}`],
  ])('that stands first and is %s does not spoil the file', async (_, line) => {
    const found = await gather(`${line}\n${jsonLines([listing(2), row(3)])}`);
    expect(found.rejected.map((one) => one.line)).toEqual([1]);
    expect(found.sightings).toHaveLength(2);
  });

  it('that is damaged inside a list costs itself alone', async () => {
    const list = [listing(1), { ...listing(2), abstract: 'DAMAGE' }, listing(3), { ...item(4), big: 'LONG' }, row(5)];
    for (const space of [undefined, 2]) {
      const text = JSON.stringify(list, null, space).replace('LONG', 'x'.repeat(5_000_000));
      for (const damage of ['\\q', '\t', space ? '"' : ' \u0000 ']) {
        const found = await gather(text.replace('DAMAGE', () => damage));
        expect(found.sightings.map((sighting) => sighting.arxivId)).toEqual(['2501.00001', '2501.00003', '2501.00005']);
        expect(found.rejected.map((one) => one.rejected)).toEqual([
          'The record is not valid JSON.',
          'The record is larger than 4 MB.',
        ]);
      }
    }
  });

  it('that the end cuts off inside a list is rejected, and so is a list that never closes', async () => {
    const text = JSON.stringify([listing(1), listing(2)], null, 2);
    const cut = await gather(text.slice(0, -30));
    expect(cut.sightings).toHaveLength(1);
    expect(cut.rejected).toEqual([{ line: 14, rejected: 'The file ends in the middle of this record.' }]);
    const open = await gather(text.slice(0, -2));
    expect(open.sightings).toHaveLength(2);
    expect(open.rejected).toEqual([{ line: 25, rejected: expect.stringContaining('ends before the list does') }]);
  });
});

describe('a file', () => {
  it.each([
    ['empty', '', 'The file “some-file” is empty.'],
    ['nothing but space', ' \n\r\n\t', 'The file “some-file” is empty.'],
    ['an empty gzip file', gzipSync(''), 'The file “some-file” is empty.'],
    ['binary', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0', 'latin1'), 'The file “some-file” is not text.'],
    ['binary in gzip', gzipSync(Buffer.from([0, 255, 0, 254])), 'The file “some-file” is not text.'],
    [
      'another text',
      'Dear reader,\n\nthis is a letter.\n',
      'The file “some-file” is text, but no page of Daily Papers and no JSON.',
    ],
    ['XML', '<?xml version="1.0"?><a/>', 'The file “some-file” is text, but no page of Daily Papers and no JSON.'],
    [
      'JSON of another shape',
      '{"a":1}\n{"a":2}\n',
      'The file “some-file” holds no papers. Line 1: The record is of no known kind',
    ],
    [
      'a list of numbers',
      '[1,2,3]',
      'The file “some-file” holds no papers. Line 1: The record must be an object, not a number.',
    ],
    ['broken JSON', '{"arxivId": "25', 'The file “some-file” holds no papers. Line 1: The record is not valid JSON.'],
  ])('that is %s fails with a sentence that says what is accepted', async (_, bytes, message) => {
    const { failure, readings } = await gather(bytes, 3);
    expect(failure).toMatchObject({ kind: 'Invalid', message: expect.stringContaining(message), next: accepted });
    expect(readings).toEqual([]);
  });

  it('of UTF-16 is told apart from binary', async () => {
    const { failure } = await gather(Buffer.from('\ufeffJun 18\n', 'utf16le'));
    expect(failure).toMatchObject({
      message: 'The file “some-file” is UTF-16 text.',
      next: expect.stringContaining('UTF-8'),
    });
  });

  it('of strangers is given up early', async () => {
    let asked = 0;
    async function* source() {
      for (; asked < 1_000; asked++) yield Buffer.from('{"a":1}\n'.repeat(100));
    }
    expect((await gatherFrom(source())).failure?.message).toContain('holds no papers');
    expect(asked).toBeLessThan(200);
  });
});
