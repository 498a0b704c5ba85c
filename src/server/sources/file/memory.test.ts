import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { Failure } from '#floor/failure.ts';
import { jsonLines, listing, now } from './gather.fixture.ts';
import { readPaperFile } from './read.ts';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

const MB = 1024 * 1024;

/** Megabytes that live on after a collection: buffers and objects. V8 gives buffers back a turn later. */
async function held(): Promise<number> {
  collect();
  await setImmediate();
  collect();
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return (arrayBuffers + heapUsed) / MB;
}

/** The most that is held while 48 MB go by, one at a time. */
async function peakWhileReading(start: string, piece: string): Promise<number> {
  let peak = 0;
  async function* source() {
    yield Buffer.from(start);
    const chunk = Buffer.alloc(MB, piece);
    for (let count = 1; count <= 48; count++) {
      // A copy each, so that what is kept shows.
      yield Buffer.from(chunk);
      if (count % 16 === 0) peak = Math.max(peak, await held());
    }
  }
  try {
    for await (const _ of readPaperFile(source(), { name: 'f', now }));
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(Failure);
  }
  return peak;
}

it.each([
  ['a line of rubbish', '', 'x', 40],
  ['a record on one line', '{"arxivId": "2501.00001", "title": "', 'y', 12],
  ['an element of a list', '[{"a": ["', 'z', 12],
  ['an object over many lines', '{\n "a": ["', 'z', 12],
  ['space', '', ' ', 12],
  ['records', '', `${jsonLines([listing(1)])}${' '.repeat(8_000)}`, 12],
])('%s without end is not kept', async (_, start, piece, megabytes) => {
  // A text may be a page of up to 32 MB; a record may have 4 MB.
  const before = await held();
  expect((await peakWhileReading(start, piece)) - before).toBeLessThan(megabytes);
});
