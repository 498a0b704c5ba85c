import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { Failure } from '#floor/failure.ts';
import { packed, type StaticModel, unpacked } from './model.ts';
import { rowsIn } from './vocabulary.ts';

/**
 * The file of a model, numbers little-endian: a head of 24 bytes (eight letters, then version, length of all, CRC-32 of
 * what follows the head, length of the outline), the outline as JSON, the words parted by line ends, the pairs, the
 * scales, the numbers, two a byte. The pairs start at a multiple of four.
 */
const MAGIC = 'OFFPSTAT';
const VERSION = 1;
const HEAD = 24;

interface Outline {
  nested: number[];
  words: number;
  pairs: number;
  buckets: number;
  /** Bytes of the words with their line ends, filled up with line ends. */
  text: number;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView) => Buffer.from(buffer, byteOffset, byteLength);

/** Filled up to a multiple of four bytes. */
function filled(text: string, by: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3, by)]);
}

export function writeModel({ vocabulary, nested, scales, numbers }: StaticModel): Buffer {
  const words = filled(vocabulary.words.map((word) => `${word}\n`).join(''), '\n');
  const outline: Outline = {
    nested: [...nested],
    words: vocabulary.words.length,
    pairs: vocabulary.pairs.length / 2,
    buckets: vocabulary.buckets,
    text: words.length,
  };
  const start = filled(JSON.stringify(outline), ' ');
  const body = Buffer.concat([start, words, ...[vocabulary.pairs, scales, packed(numbers)].map(bytesOf)]);
  const head = Buffer.alloc(HEAD);
  head.write(MAGIC, 'latin1');
  head.writeUInt32LE(VERSION, 8);
  head.writeUInt32LE(HEAD + body.length, 12);
  head.writeUInt32LE(crc32(body), 16);
  head.writeUInt32LE(start.length, 20);
  return Buffer.concat([head, body]);
}

/**
 * @param name what to call the file in a sentence.
 * @throws Failure `SourceUnavailable` where the bytes are not those of a whole model of this version.
 */
export function readModel(bytes: Uint8Array, name: string): StaticModel {
  const wrong = whatIsWrong(bytes);
  if (wrong !== undefined) throw new Failure('SourceUnavailable', `The embedding model ${name} ${wrong}.`, REMEDY);
  // A copy that starts at a multiple of four, as the views below need; its memory is the model's from here on.
  const whole = new Uint8Array(bytes).buffer;
  const outlineLength = new DataView(whole).getUint32(20, true);
  const slice = (from: number, length: number) => Buffer.from(whole, from, length).toString('utf8');
  const outline = JSON.parse(slice(HEAD, outlineLength)) as Outline;
  const words = slice(HEAD + outlineLength, outline.text)
    .trimEnd()
    .split('\n');
  let at = HEAD + outlineLength + outline.text;
  const take = (length: number) => {
    at += length;
    return at - length;
  };
  const pairs = new Uint32Array(whole, take(outline.pairs * 8), outline.pairs * 2);
  const vocabulary = { words: outline.words === 0 ? [] : words, pairs, buckets: outline.buckets };
  const rows = rowsIn(vocabulary);
  const scales = new Float32Array(whole, take(rows * 4), rows);
  const length = (rows * outline.nested.at(-1)!) / 2;
  const numbers = unpacked(new Uint8Array(whole, take(length), length));
  return { vocabulary, nested: outline.nested, scales, numbers };
}

export const REMEDY =
  'Bring back src/server/search/embed/static/model.bin from the repository, or train it with npm run train:embedder.';

function whatIsWrong(bytes: Uint8Array): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEAD || Buffer.from(bytes.subarray(0, 8)).toString('latin1') !== MAGIC) return 'is no such model';
  const version = view.getUint32(8, true);
  if (version !== VERSION) return `has version ${version}, and this Offprint reads version ${VERSION}`;
  const length = view.getUint32(12, true);
  if (length !== bytes.length) return `has ${bytes.length} bytes instead of ${length}`;
  if (crc32(bytes.subarray(HEAD)) !== view.getUint32(16, true)) return 'is damaged (its checksum differs)';
  return undefined;
}

/** Differs where vectors would: names the format, and with it the way texts are cut, and the weights. */
export function fingerprintOf(bytes: Uint8Array): string {
  return `static_${VERSION}_${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}`;
}
