/** First characters of terms that are no stems; no word begins with them. */
export const NAME = '@';
export const CATEGORY = '#';
export const SOURCE = '%';
export const ORGANIZATION = '&';
export const HAS = '!';

const KINDS = new Uint8Array(256);
for (const kind of [NAME, CATEGORY, SOURCE, ORGANIZATION, HAS]) KINDS[kind.charCodeAt(0)] = 1;

/** Whether a term that begins with this byte is a stem. */
export const isStem = (byte: number): boolean => KINDS[byte] === 0;

const FIRST_ROOM = 1 << 16;
/** Separates terms in the heap, and in the blocks in which they are stored. */
const END = 10;

const FIRST_HASH = 0x811c9dc5;
const HASH_FACTOR = 0x01000193;

/** FNV-1a over the bytes of a term: 32 bits. */
function hashOf(heap: Uint8Array, from: number, to: number): number {
  let hash = FIRST_HASH;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ heap[at]!, HASH_FACTOR);
  return hash >>> 0;
}

/**
 * Terms and their numbers, which count from 0 in order of arrival and never change. Terms lie in one heap of bytes: a
 * million of them take 35 MB, where a Map of strings takes 110.
 */
export class Dictionary {
  #heap = Buffer.alloc(FIRST_ROOM * 8);
  /** Where each term begins; its end is the separator before the next. */
  #starts = new Uint32Array(FIRST_ROOM + 1);
  /** Open addressing: number + 1 of the term, 0 where nothing lies. */
  #slots = new Int32Array(FIRST_ROOM * 2);
  #size = 0;

  constructor() {
    // A separator before the first term as before every other.
    this.#heap[0] = END;
    this.#starts[0] = 1;
  }

  get size(): number {
    return this.#size;
  }

  get bytes(): number {
    return this.#heap.byteLength + this.#starts.byteLength + this.#slots.byteLength;
  }

  /** All terms, each between separators: for looking at many without making texts of them. */
  get heap(): Buffer {
    return this.#heap.subarray(0, this.#starts[this.#size]!);
  }

  /** Makes room for so many terms at once: a table of a million that grows is hashed anew for 0.1 s. */
  expect(terms: number): void {
    let slots = this.#slots.length;
    while (slots < terms * 2) slots *= 2;
    if (slots > this.#slots.length) this.#rehash(slots);
  }

  /** The term's number, or -1. */
  find(term: string): number {
    const { start, end } = this.#laid(term);
    return this.#slots[this.#slotOf(start, end)]! - 1;
  }

  /** The term's number; a new one where it has none. A line break in a term becomes a space. */
  add(term: string): number {
    const { start, end } = this.#laid(term);
    const hash = hashOf(this.#heap, start, end);
    if (this.#place(hash, start, end)) return this.#size - 1;
    return this.#slots[this.#slotFor(hash, start, end)]! - 1;
  }

  /**
   * Adds many terms as {@link block} gives them; those that are known are passed over. Hashed where they lie, a million
   * take half the time that adding each takes.
   */
  addBlock(block: string): void {
    if (block === '') return;
    this.#reserve(block.length * 3 + 2);
    const from = this.#starts[this.#size]!;
    const written = from + this.#heap.write(block, from, 'utf8');
    const heap = this.#heap;
    heap[written] = END;
    for (let start = from, to = from; start <= written; ) {
      let hash = FIRST_HASH;
      let end = start;
      for (; heap[end] !== END; end++) hash = Math.imul(hash ^ heap[end]!, HASH_FACTOR);
      // Only behind a term that was known already do the others move up.
      if (to < start) heap.copyWithin(to, start, end + 1);
      const length = end - start;
      if (this.#place(hash >>> 0, to, to + length)) to += length + 1;
      start = end + 1;
    }
  }

  /** Gives the next number to the bytes at the end of the heap, unless they have one. */
  #place(hash: number, start: number, end: number): boolean {
    const slot = this.#slotFor(hash, start, end);
    if (this.#slots[slot]! > 0) return false;
    this.#heap[end] = END;
    this.#slots[slot] = ++this.#size;
    this.#growStarts();
    this.#starts[this.#size] = end + 1;
    if (this.#size * 2 > this.#slots.length) this.#rehash(this.#slots.length * 2);
    return true;
  }

  textOf(number: number): string {
    return this.#heap.toString('utf8', this.#starts[number]!, this.#starts[number + 1]! - 1);
  }

  /** The number of the term that covers a byte of the heap. */
  numberAt(offset: number): number {
    let [low, high] = [0, this.#size - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The first byte of a term: tells stems from names, categories and the rest. */
  firstByteOf(number: number): number {
    return this.#heap[this.#starts[number]!]!;
  }

  /** Length of a term in bytes. */
  lengthOf(number: number): number {
    return this.#starts[number + 1]! - this.#starts[number]! - 1;
  }

  startOf(number: number): number {
    return this.#starts[number]!;
  }

  /** The terms from a number on, as they are stored: one a line. */
  block(from: number): string {
    return from >= this.#size ? '' : this.#heap.toString('utf8', this.#starts[from]!, this.#starts[this.#size]! - 1);
  }

  /** Lays a term behind the last one, where it is compared with others and may stay. */
  #laid(term: string): { start: number; end: number } {
    const text = term.includes('\n') ? term.replaceAll('\n', ' ') : term;
    this.#reserve(text.length * 3 + 2);
    const start = this.#starts[this.#size]!;
    return { start, end: start + this.#heap.write(text, start, 'utf8') };
  }

  #reserve(bytes: number): void {
    const needed = this.#starts[this.#size]! + bytes;
    if (needed > this.#heap.length) {
      const larger = Buffer.alloc(Math.max(needed, this.#heap.length * 2));
      this.#heap.copy(larger);
      this.#heap = larger;
    }
  }

  #growStarts(): void {
    if (this.#size < this.#starts.length) return;
    const larger = new Uint32Array(this.#starts.length * 2);
    larger.set(this.#starts);
    this.#starts = larger;
  }

  /** Where the bytes from `start` to `end` of the heap lie, or would lie. */
  #slotOf(start: number, end: number): number {
    return this.#slotFor(hashOf(this.#heap, start, end), start, end);
  }

  #slotFor(hash: number, start: number, end: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = this.#slots[slot]! - 1;
      if (number < 0 || this.#equals(number, start, end)) return slot;
    }
  }

  #equals(number: number, start: number, end: number): boolean {
    const from = this.#starts[number]!;
    if (this.#starts[number + 1]! - 1 - from !== end - start) return false;
    for (let at = start, other = from; at < end; at++, other++) {
      if (this.#heap[at] !== this.#heap[other]) return false;
    }
    return true;
  }

  #rehash(slots: number): void {
    this.#slots = new Int32Array(slots);
    for (let number = 0; number < this.#size; number++) {
      this.#slots[this.#slotOf(this.#starts[number]!, this.#starts[number + 1]! - 1)] = number + 1;
    }
  }
}
