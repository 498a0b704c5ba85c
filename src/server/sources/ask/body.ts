import { type Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** The body is larger than we take, packed or unpacked. */
export class TooLarge extends Error {}
/** The body is packed in a way that was not asked for. */
export class UnknownPacking extends Error {}

/** `deflate` is not asked for: servers mean two things by it. It is read as the standard has it. */
export const PACKINGS = 'gzip, br';

function unpacking(encoding: string): Transform[] {
  switch (encoding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return [];
    case 'gzip':
    case 'x-gzip':
      return [createGunzip()];
    case 'br':
      return [createBrotliDecompress()];
    case 'deflate':
      return [createInflate()];
    default:
      throw new UnknownPacking();
  }
}

/** Lets bytes through until there are too many. */
function bounded(most: number): Transform {
  let count = 0;
  return new Transform({
    transform(chunk: Buffer, _, callback) {
      count += chunk.length;
      if (count > most) callback(new TooLarge());
      else callback(null, chunk);
    },
  });
}

/**
 * Reads a body into memory and unpacks it on the way: never more than `most` bytes, nor more than that over the line,
 * since packed nothings can go on for ever. What is under way is dropped when it fails.
 * @param encoding `Content-Encoding`.
 * @throws TooLarge, UnknownPacking, zlib's errors (`Z_…`), and those of the connection.
 */
export async function readBody(body: Readable, encoding: string, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const kept = new Writable({
    write(chunk: Buffer, _, callback) {
      chunks.push(chunk);
      callback();
    },
  });
  await pipeline([body, bounded(most), ...unpacking(encoding), bounded(most), kept]);
  return Buffer.concat(chunks);
}
