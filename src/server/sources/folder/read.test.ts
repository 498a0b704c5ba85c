import { createReadStream, type ReadStream, readFileSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REPOSITORY } from '#test/harness/imports.ts';
import { item, jsonLines, listing, range } from '../file/gather.fixture.ts';
import { BrokenPage, type Page } from '../source.ts';
import { type FolderCursor, readFolder } from './read.ts';
import { folder as source } from './source.ts';

const moment = { now: new Date('2026-11-24T08:00:00Z') };
const STILL_MS = 30;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offprint-folder-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Writes a file that has been still for an hour. */
async function put(name: string, content: string | Uint8Array, hoursAgo = 1) {
  await writeFile(join(folder, name), content);
  const then = new Date(Date.now() - hoursAgo * 3_600_000);
  await utimes(join(folder, name), then, then);
}

async function run(cursor?: FolderCursor) {
  const pages: Page<FolderCursor>[] = [];
  for await (const page of readFolder(folder, cursor, moment, { stillMs: STILL_MS })) {
    // What the database keeps is JSON.
    pages.push(JSON.parse(JSON.stringify(page)));
  }
  const readings = pages.flatMap((page) => page.readings);
  return {
    pages,
    titles: readings.map((reading) => ('sighting' in reading ? reading.sighting.title : reading.rejected)),
    readings,
    cursor: pages.at(-1)?.cursor ?? cursor,
    problems: pages.at(-1)?.problems,
  };
}

const titlesOf = (...numbers: number[]) => numbers.map((n) => listing(n).title);
const lines = (...numbers: number[]) => jsonLines(numbers.map(listing));

describe('a watched folder', () => {
  it('gives what is new or has changed, once, by name', async () => {
    await put('b.jsonl.gz', gzipSync(lines(2)));
    await put('a.jsonl', lines(1));
    await mkdir(join(folder, 'inner'));
    const first = await run();
    expect(first.titles).toEqual(titlesOf(1, 2));
    expect(first.problems).toBeUndefined();
    expect((await run(first.cursor)).pages).toEqual([]);

    await put('c.json', JSON.stringify([item(3)]));
    await put('a.jsonl', lines(1, 4), 0.5);
    const second = await run(first.cursor);
    expect(second.titles).toEqual([...titlesOf(1, 4), 'Item 3']);
    expect((await run(second.cursor)).pages).toEqual([]);
  });

  it('forgets what is gone, and takes it again when it comes back', async () => {
    await put('a.jsonl', lines(1));
    const first = await run();
    await rm(join(folder, 'a.jsonl'));
    const second = await run(first.cursor);
    expect(second.cursor).toEqual({ files: [] });
    await put('a.jsonl', lines(1));
    expect((await run(second.cursor)).titles).toEqual(titlesOf(1));
  });

  it('leaves hidden and unfinished files alone', async () => {
    for (const name of ['.hidden', 'a.jsonl~', 'b.part', 'c.crdownload', 'd.tmp']) await put(name, lines(1));
    expect((await run()).pages).toEqual([]);
  });

  it('takes names as they are', async () => {
    for (const name of ['__proto__', 'a b.jsonl', 'ü.jsonl', '$(x).jsonl']) await put(name, lines(1));
    const first = await run();
    expect(first.titles).toHaveLength(4);
    expect((await run(first.cursor)).pages).toEqual([]);
  });

  it('waits until a file is still, and leaves one that goes on changing for the next run', async () => {
    await put('still.jsonl', lines(1));
    await writeFile(join(folder, 'new.jsonl'), lines(2));
    await writeFile(join(folder, 'growing.jsonl'), lines(3));
    const reading = readFolder(folder, undefined, moment, { stillMs: 200 });
    const first = reading.next();
    let writing = true;
    const writer = (async () => {
      while (writing) await appendFile(join(folder, 'growing.jsonl'), lines(3));
    })();
    const pages = [(await first).value as Page<FolderCursor>];
    writing = false;
    await writer;
    for await (const page of reading) pages.push(page);
    expect(pages.flatMap((page) => page.readings)).toHaveLength(2);
    const cursor = pages.at(-1)!.cursor;
    expect(cursor.files.map(({ name }) => name).sort()).toEqual(['new.jsonl', 'still.jsonl']);
    expect((await run(cursor)).titles.every((title) => title === listing(3).title)).toBe(true);
  });

  it('takes a file whose time lies ahead', async () => {
    await put('a.jsonl', lines(1), -5);
    expect((await run()).titles).toEqual(titlesOf(1));
  });

  it('reads a file again that changed while it was read', async () => {
    await put('a.jsonl', lines(...range(1_200)));
    const reading = readFolder(folder, undefined, moment, { stillMs: STILL_MS });
    await reading.next();
    await put('a.jsonl', lines(1, 2), 0.5);
    let cursor: FolderCursor | undefined;
    for await (const page of reading) cursor = page.cursor;
    expect(cursor).toEqual({ files: [] });
    expect((await run(cursor)).titles).toEqual(titlesOf(1, 2));
  });

  it('counts a file as read with its last page only', async () => {
    await put('a.jsonl', lines(...range(1_200)));
    const { pages } = await run();
    const read = pages.filter(({ readings }) => readings.length > 0);
    expect(read.map(({ readings }) => readings.length)).toEqual([500, 500, 200]);
    expect(read.map(({ cursor }) => cursor.files.length)).toEqual([0, 0, 1]);
  });
});

describe('what is wrong', () => {
  it('with a file is said while it is so, and the rest comes in', async () => {
    const zipped = gzipSync(lines(...range(500)));
    await put('a-cut.jsonl.gz', zipped.subarray(0, zipped.length - 20));
    await put('b.txt', 'just some text');
    await put('c.jsonl', lines(9));
    const first = await run();
    expect(first.titles.length).toBeGreaterThan(300);
    expect(first.titles.at(-1)).toBe(listing(9).title);
    expect(first.problems).toEqual([
      'The file “a-cut.jsonl.gz” is cut off: its gzip data ends too early.',
      'The file “b.txt” is text, but no page of Daily Papers and no JSON.',
    ]);
    const second = await run(first.cursor);
    expect(second.titles).toEqual([]);
    expect(second.problems).toEqual(first.problems);

    await put('a-cut.jsonl.gz', zipped, 0.5);
    await rm(join(folder, 'b.txt'));
    const third = await run(second.cursor);
    expect(third.titles).toHaveLength(500);
    expect(third.problems).toBeUndefined();
  });

  it('with a record is its own, and it can be read again', async () => {
    await put('a.jsonl', `${lines(1)}{"arxivId":"2501.00002"}\n{"what":1}\n${lines(3)}`);
    const { readings, problems } = await run();
    expect(problems).toBeUndefined();
    expect(readings).toMatchObject([
      { sighting: {} },
      { rejected: 'The field “title” is missing or empty.', key: '2501.00002' },
      { rejected: expect.stringContaining('no known kind') },
      { sighting: {} },
    ]);
    const [stream] = source.streams({ values: [folder], addresses: {}, key: '' });
    for (const reading of readings) {
      if ('sighting' in reading) continue;
      const page = stream!.parse(Buffer.from(reading.raw), { url: `file://${folder}` }, undefined, moment);
      expect(page.readings).toEqual([reading]);
    }
  });

  it('with a paper of a saved page is said with its line', async () => {
    const page = readFileSync(join(REPOSITORY, 'sample/daily-papers-2026-06-18.txt'));
    page[page.indexOf('\n', 3_000) + 5] = 0xff;
    await put('page.txt', page);
    const first = await run();
    expect(first.titles).toHaveLength(55);
    const said = [expect.stringMatching(/^One paper of the file “page\.txt” cannot be read\. Line \d+: .*UTF-8\.$/)];
    expect(first.problems).toEqual(said);
    expect((await run(first.cursor)).problems).toEqual(said);
  });

  it('with the disk is said, and the file tried again', async () => {
    await put('a.jsonl', lines(1));
    await put('b.jsonl', lines(2));
    async function* failing() {
      yield Buffer.from(lines(1));
      throw Object.assign(new Error('i/o error'), { code: 'EIO' });
    }
    const open = (path: string) => (path.endsWith('a.jsonl') ? failing() : createReadStream(path));
    let last: Page<FolderCursor> | undefined;
    for await (const page of readFolder(folder, undefined, moment, { stillMs: STILL_MS, open })) last = page;
    expect(last!.problems).toEqual(['The file “a.jsonl” cannot be read: EIO.']);
    expect((await run(last!.cursor)).titles).toEqual(titlesOf(1));
  });

  it('is nothing where a file goes away meanwhile', async () => {
    await put('a.jsonl', lines(...range(600)));
    await put('b.jsonl', lines(2));
    const reading = readFolder(folder, undefined, moment, { stillMs: STILL_MS });
    await reading.next();
    await rm(join(folder, 'b.jsonl'));
    let last: Page<FolderCursor> | undefined;
    for await (const page of reading) last = page;
    expect(last!.problems).toBeUndefined();
    expect(last!.cursor.files.map(({ name }) => name)).toEqual(['a.jsonl']);
  });

  it('leaves no file open where nobody wants the rest', async () => {
    await put('a.jsonl', lines(...range(20_000)));
    const opened: ReadStream[] = [];
    const open = (path: string) => {
      const stream = createReadStream(path);
      opened.push(stream);
      return stream;
    };
    for await (const _ of readFolder(folder, undefined, moment, { stillMs: STILL_MS, open })) break;
    expect(opened.map(({ destroyed }) => destroyed)).toEqual([true]);
  });

  it('is told where reading is called off', async () => {
    await put('a.jsonl', lines(...range(20_000)));
    const stop = new AbortController();
    const reading = readFolder(folder, undefined, moment, { stillMs: STILL_MS, signal: stop.signal });
    await reading.next();
    stop.abort();
    const rest = async () => {
      for await (const _ of reading);
    };
    await expect(rest()).rejects.toThrow('aborted');
  });

  it('with the folder is broken', async () => {
    const missing = readFolder(join(folder, 'nowhere'), undefined, moment);
    await expect(missing.next()).rejects.toThrow(BrokenPage);
    await put('a.jsonl', lines(1));
    await expect(readFolder(join(folder, 'a.jsonl'), undefined, moment).next()).rejects.toThrow('it is no folder');
  });
});

it('holds no more than a page of a large file', { timeout: 60_000 }, async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const abstract = 'word '.repeat(1_000);
  const block = jsonLines(range(2_000).map((n) => ({ ...listing(n), abstract })));
  for (let count = 0; count < 6; count++) await appendFile(join(folder, 'large.jsonl'), block);
  expect((await stat(join(folder, 'large.jsonl'))).size).toBeGreaterThan(60_000_000);
  let peak = 0;
  let count = 0;
  let start = 0;
  for await (const page of readFolder(folder, undefined, moment, { stillMs: STILL_MS })) {
    count += page.readings.length;
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    start ||= heapUsed + arrayBuffers;
    peak = Math.max(peak, heapUsed + arrayBuffers - start);
  }
  expect(count).toBe(12_000);
  expect(peak / 1024 / 1024).toBeLessThan(16);
});

it.each([
  ['/srv/papers', '/srv/papers'],
  ['file:///srv/more%20papers', '/srv/more papers'],
  ['papers', undefined],
  ['~/papers', undefined],
  ['file://elsewhere/papers', undefined],
  ['https://papers.example/', undefined],
])('the folder %s', (word, expected) => {
  const parsed = source.choice.parse(word);
  expect('value' in parsed ? parsed.value : undefined).toBe(expected);
});
