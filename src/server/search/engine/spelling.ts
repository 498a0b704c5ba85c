import type { Corpus } from './corpus.ts';
import { Growing } from './growing.ts';

/** Below this length nearly every mistake gives another word. */
const SHORTEST = 4;
const TWO_MISTAKES_FROM = 8;
/** Words that fewer papers have are mistakes themselves as often as not. */
const FEWEST_PAPERS = 2;

const LETTER_A = 0x61;

/** Mistakes allowed in a word of a length. */
export const mistakesIn = (length: number): number => (length < SHORTEST ? 0 : length < TWO_MISTAKES_FROM ? 1 : 2);

/**
 * Edit distance between two words, where swapping two neighbours is one mistake (Damerau, restricted); more than `most`
 * is not counted further.
 */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2]! + 1);
      row.push(value);
      least = Math.min(least, value);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length]!;
}

/** The letters of a word as bits: two words that differ in many letters differ in many bits. */
function lettersOf(heap: Uint8Array, from: number, length: number): number {
  let bits = 0;
  for (let at = from; at < from + length; at++) bits |= 1 << (heap[at]! & 31);
  return bits;
}

function bitsIn(value: number): number {
  let [bits, count] = [value, 0];
  for (; bits !== 0; count++) bits &= bits - 1;
  return count;
}

/** Stems with what tells quickly that they are no misspelling of a word; follows the dictionary. */
export class Spelling {
  #letters = new Int32Array(0);
  #lengths = new Uint8Array(0);
  /** By letter, the stems whose first or second letter it is. */
  readonly #byLetter = Array.from({ length: 26 }, () => new Growing((n) => new Uint32Array(n)));
  #known = 0;

  /**
   * Stems like a word that nobody wrote, the nearest first, then the most frequent.
   * @param asPrefix whether the word may go on: then it is compared with as much of each stem.
   */
  like(corpus: Corpus, word: string, { asPrefix = false, limit = 3 } = {}): { term: number; mistakes: number }[] {
    const most = mistakesIn(word.length);
    if (most === 0) return [];
    this.#follow(corpus);
    const { dictionary } = corpus;
    const bytes = Buffer.from(word);
    const letters = lettersOf(bytes, 0, bytes.length);
    const first = bytes[0]!;
    const found: { term: number; mistakes: number; frequency: number }[] = [];
    // People get the first letter right, or swap it with the second.
    const candidates = this.#byLetter[first - LETTER_A];
    for (let at = 0; at < (candidates?.length ?? 0); at++) {
      const term = candidates!.values[at]!;
      const length = this.#lengths[term]!;
      if (length < bytes.length - most || (!asPrefix && length > bytes.length + most)) continue;
      const differing = this.#letters[term]! ^ letters;
      if (bitsIn(asPrefix ? differing & letters : differing) > most * 2) continue;
      const text = dictionary.textOf(term);
      const mistakes = asPrefix
        ? Math.min(...[-1, 0, 1].map((more) => distance(word, text.slice(0, word.length + more), most)))
        : distance(word, text, most);
      if (mistakes > most) continue;
      const frequency = corpus.frequency(term);
      if (frequency >= FEWEST_PAPERS) found.push({ term, mistakes, frequency });
    }
    found.sort((a, b) => a.mistakes - b.mistakes || b.frequency - a.frequency || a.term - b.term);
    return found.slice(0, limit);
  }

  #follow({ dictionary }: Corpus): void {
    if (dictionary.size <= this.#known) return;
    if (dictionary.size > this.#letters.length) {
      const [letters, lengths] = [this.#letters, this.#lengths];
      this.#letters = new Int32Array(Math.ceil(dictionary.size * 1.25));
      this.#lengths = new Uint8Array(this.#letters.length);
      this.#letters.set(letters);
      this.#lengths.set(lengths);
    }
    const { heap } = dictionary;
    for (let term = this.#known; term < dictionary.size; term++) {
      const [start, length] = [dictionary.startOf(term), dictionary.lengthOf(term)];
      const byte = heap[start]!;
      const isLetter = byte >= 0x61 && byte <= 0x7a;
      if (!isLetter || length > 40) continue;
      this.#lengths[term] = length;
      this.#letters[term] = lettersOf(heap, start, length);
      this.#byLetter[byte - LETTER_A]!.push(term);
      const second = heap[start + 1]!;
      if (length > 1 && second !== byte) this.#byLetter[second - LETTER_A]?.push(term);
    }
    this.#known = dictionary.size;
  }

  get bytes(): number {
    const lists = this.#byLetter.reduce((sum, list) => sum + list.bytes, 0);
    return this.#letters.byteLength + this.#lengths.byteLength + lists;
  }
}
