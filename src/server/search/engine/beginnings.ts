import { type Dictionary, isStem, NAME } from './dictionary.ts';

/** Terms that came since the last sorting are looked at one by one, up to so many, or this part of all. */
const FEW_NEW = 20_000;
const NEW_PART = 8;
const SPACE = 32;
const NAME_BYTE = NAME.charCodeAt(0);
const KEYS = 1 << 16;

/** Of what words are beginnings: stems, names' first words, and names' other words. */
export type Among = 'stems' | 'names' | 'insideNames';

/** Where words begin in the dictionary's heap, sorted by their first two bytes. */
interface Sorted {
  starts: Uint32Array;
  offsets: Uint32Array;
}

/**
 * Finds the terms that begin like what was typed. Searching the dictionary's heap from end to end took 9 ms a question
 * with a million terms; sorted by two bytes, 0.1 to 0.5.
 */
export class Beginnings {
  readonly #dictionary: Dictionary;
  #known = 0;
  #sorted: Record<Among, Sorted> | undefined;

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary;
  }

  get bytes(): number {
    return Object.values(this.#sorted ?? {}).reduce(
      (sum, one) => sum + one.starts.byteLength + one.offsets.byteLength,
      0,
    );
  }

  /** Numbers of the terms with a word that begins so, of each two first bytes the oldest first; at most `most`. */
  find(among: Among, typed: string, most: number): number[] {
    const { heap } = this.#dictionary;
    const wanted = Buffer.from(typed);
    const found: number[] = [];
    if (wanted.length === 0) return found;
    this.#sort();
    const takes = (offset: number) => {
      for (let i = 0; i < wanted.length; i++) if (heap[offset + i] !== wanted[i]) return;
      found.push(this.#dictionary.numberAt(offset));
    };
    const { starts, offsets } = this.#sorted![among];
    const low = (wanted[0]! << 8) | (wanted[1] ?? 0);
    const high = wanted.length === 1 ? low + 256 : low + 1;
    for (let at = starts[low]!; at < starts[high]! && found.length < most; at++) takes(offsets[at]!);
    eachWord(this.#dictionary, this.#known, (kind, offset) => {
      if (kind === among && found.length < most) takes(offset);
    });
    return found;
  }

  #sort(): void {
    const { size, heap } = this.#dictionary;
    if (this.#sorted && size - this.#known <= Math.max(FEW_NEW, this.#known / NEW_PART)) return;
    const empty = (): Sorted => ({ starts: new Uint32Array(KEYS + 2), offsets: new Uint32Array(0) });
    const sorted = { stems: empty(), names: empty(), insideNames: empty() };
    const keyAt = (offset: number) => (heap[offset]! << 8) | (heap[offset + 1] ?? 0);
    // A counting sort: how many there are of each key, where they begin, and then each to its place.
    eachWord(this.#dictionary, 0, (among, offset) => sorted[among].starts[keyAt(offset) + 2]!++);
    for (const one of Object.values(sorted)) {
      for (let key = 2; key < one.starts.length; key++) one.starts[key]! += one.starts[key - 1]!;
      one.offsets = new Uint32Array(one.starts.at(-1)!);
    }
    eachWord(this.#dictionary, 0, (among, offset) => {
      const { starts, offsets } = sorted[among];
      offsets[starts[keyAt(offset) + 1]!++] = offset;
    });
    this.#sorted = sorted;
    this.#known = size;
  }
}

/** Calls `each` with every word of the terms from a number on, and where in the heap it begins. */
function eachWord(dictionary: Dictionary, from: number, each: (among: Among, offset: number) => void): void {
  const { heap, size } = dictionary;
  for (let term = from; term < size; term++) {
    const start = dictionary.startOf(term);
    const byte = heap[start]!;
    if (isStem(byte)) each('stems', start);
    if (byte !== NAME_BYTE) continue;
    each('names', start + 1);
    const end = start + dictionary.lengthOf(term);
    for (let at = start + 1; at < end; at++) if (heap[at] === SPACE) each('insideNames', at + 1);
  }
}
