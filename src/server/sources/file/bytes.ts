import { createGunzip } from 'node:zlib';
import { invalid } from '#floor/failure.ts';
import { quoted } from '../text.ts';

export type Bytes = AsyncIterable<Uint8Array>;

/** How much of a file is looked at to see what it is. */
export const HEAD_BYTES = 65_536;

export interface Headed {
  head: Buffer;
  /** To be called once. */
  all(skip?: number): Bytes;
}

export const isGzip = (head: Uint8Array) => head[0] === 0x1f && head[1] === 0x8b;

/**
 * The first bytes of a stream, and the whole stream again with those in front, less the first `skip` of them. A stream that breaks while its head is
 * read breaks only after the head has been given out: what came before the damage counts.
 */
export async function withHead(bytes: Bytes, size: number): Promise<Headed> {
  const iterator = bytes[Symbol.asyncIterator]();
  const pieces: Uint8Array[] = [];
  let length = 0;
  let broken: { error: unknown } | undefined;
  let done = false;
  while (length < size && !done && !broken) {
    try {
      const next = await iterator.next();
      if (next.done) done = true;
      else {
        pieces.push(next.value);
        length += next.value.length;
      }
    } catch (error) {
      broken = { error };
    }
  }
  async function* all(skip: number) {
    try {
      yield Buffer.concat(pieces.splice(0)).subarray(skip);
      if (broken) throw broken.error;
      while (!done) {
        const next = await iterator.next();
        if (next.done) done = true;
        else yield next.value;
      }
    } finally {
      if (!done && !broken) await iterator.return?.();
    }
  }
  return { head: Buffer.concat(pieces).subarray(0, size), all: (skip = 0) => all(skip) };
}

const FIRST_BYTES = 65_536;
const SLICE_BYTES = 65_536;
const OUTPUT_BYTES = 262_144;

/**
 * Decompresses as a stream that loses nothing: what could be decompressed before the damage is given out before the
 * failure is thrown. (A piped `zlib` stream drops its buffer when it fails.) On corrupt data zlib withholds what it
 * made of the slice it was given last, so slices are small at first, where a small file would vanish in one.
 * While one slice's text is used, the next one is decompressed on another thread.
 * @throws Failure `Invalid` when the file is cut off or damaged.
 */
export async function* gunzipped(bytes: Bytes, name: string): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: OUTPUT_BYTES });
  const ready: Uint8Array[] = [];
  let error: NodeJS.ErrnoException | undefined;
  let over = false;
  let settle = () => {};
  gunzip.on('data', (piece: Uint8Array) => ready.push(piece));
  gunzip.on('error', (thrown) => {
    error = thrown;
  });
  gunzip.on('close', () => {
    over = true;
    settle();
  });
  /** Settles when zlib is done with what `start` gives it, or has given up. */
  const working = (start: (done: () => void) => void) =>
    new Promise<void>((resolve) => {
      settle = resolve;
      if (over) resolve();
      else start(resolve);
    });
  try {
    let busy = Promise.resolve();
    for await (const slice of sliced(bytes)) {
      await busy;
      const text = ready.splice(0);
      if (over) break;
      busy = working((done) => gunzip.write(slice, () => done()));
      yield* text;
    }
    await busy;
    await working((done) => gunzip.once('end', done).end());
    yield* ready;
    if (error) throw damagedGzip(error, name);
  } finally {
    gunzip.destroy();
  }
}

async function* sliced(bytes: Bytes): AsyncGenerator<Uint8Array> {
  let given = 0;
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; ) {
      const slice = chunk.subarray(at, at + (given < FIRST_BYTES ? 1_024 : SLICE_BYTES));
      at += slice.length;
      given += slice.length;
      yield slice;
    }
  }
}

function damagedGzip(error: NodeJS.ErrnoException, name: string) {
  const again = 'Fetch the file again and import it once more.';
  return error.code === 'Z_BUF_ERROR'
    ? invalid(
        `The file ${quoted(name)} is cut off: its gzip data ends too early.`,
        `What came before was read. ${again}`,
      )
    : // gzip tells damage late, by its checksum or by nonsense; what it made of the damaged bytes may look sound.
      invalid(
        `The file ${quoted(name)} is damaged: its gzip data cannot be read on.`,
        `What came before was read, its last records perhaps wrongly. ${again}`,
      );
}
