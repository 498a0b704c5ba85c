import { type Dictionary, NAME } from './dictionary.ts';
import { Growing } from './growing.ts';

const [END, SPACE, NAME_BYTE] = [10, 32, NAME.charCodeAt(0)];

type Bucket = Growing<Uint32Array>;

/** First three bytes of a word as a number; shorter words are filled up with zeros. */
function keyOf(heap: Uint8Array, at: number): number {
  let key = 0;
  for (let i = 0; i < 3; i++) {
    const byte = heap[at + i]!;
    if (byte === END || byte === SPACE) return key << ((3 - i) * 8);
    key = (key << 8) | byte;
  }
  return key;
}

/**
 * Where in the dictionary's heap words begin, by their first three letters: stems, and each word of a name. Going through
 * a bucket takes microseconds where looking through the whole heap took milliseconds. Follows the dictionary.
 */
export class Beginnings {
  readonly #stems = new Map<number, Bucket>();
  readonly #names = new Map<number, Bucket>();
  #known = 0;

  /** Stems that begin like this, in order of arrival. */
  stems(dictionary: Dictionary, prefix: string, most: number): number[] {
    return this.#found(dictionary, this.#stems, prefix, most);
  }

  /** Names of which a word begins like this. */
  names(dictionary: Dictionary, prefix: string, most: number): number[] {
    return this.#found(dictionary, this.#names, prefix, most);
  }

  get bytes(): number {
    return [...this.#stems.values(), ...this.#names.values()].reduce((sum, bucket) => sum + bucket.bytes, 0);
  }

  #found(dictionary: Dictionary, buckets: Map<number, Bucket>, prefix: string, most: number): number[] {
    this.#follow(dictionary);
    const { heap } = dictionary;
    const wanted = Buffer.from(prefix);
    const found = new Set<number>();
    for (const bucket of bucketsOf(buckets, wanted)) {
      for (let i = 0; i < bucket.length && found.size < most; i++) {
        const at = bucket.values[i]!;
        let same = Math.min(3, wanted.length);
        while (same < wanted.length && heap[at + same] === wanted[same]) same++;
        if (same === wanted.length) found.add(dictionary.numberAt(at));
      }
    }
    return [...found];
  }

  #follow(dictionary: Dictionary): void {
    const { heap, size } = dictionary;
    for (let term = this.#known; term < size; term++) {
      const start = dictionary.startOf(term);
      const first = heap[start]!;
      if (first === NAME_BYTE) {
        const end = start + dictionary.lengthOf(term);
        for (let at = start + 1; at < end; at = heap.indexOf(SPACE, at) + 1 || end) put(this.#names, heap, at, end);
      } else if (isStem(first)) put(this.#stems, heap, start, start + 1);
    }
    this.#known = size;
  }
}

const isStem = (byte: number) => (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte >= 0x80;

function put(buckets: Map<number, Bucket>, heap: Uint8Array, at: number, end: number): void {
  if (at >= end) return;
  const key = keyOf(heap, at);
  let bucket = buckets.get(key);
  if (!bucket) {
    bucket = new Growing((length) => new Uint32Array(length), 4);
    buckets.set(key, bucket);
  }
  bucket.push(at);
}

function* bucketsOf(buckets: Map<number, Bucket>, prefix: Buffer): Generator<Bucket> {
  if (prefix.length >= 3) {
    const bucket = buckets.get((prefix[0]! << 16) | (prefix[1]! << 8) | prefix[2]!);
    if (bucket) yield bucket;
    return;
  }
  const shift = (3 - prefix.length) * 8;
  const wanted = prefix.length === 1 ? prefix[0]! : (prefix[0]! << 8) | prefix[1]!;
  for (const [key, bucket] of buckets) if (key >> shift === wanted) yield bucket;
}
