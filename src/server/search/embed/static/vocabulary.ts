import { stem } from './stem.ts';
import { STOP_WORDS } from './stop-words.ts';
import { wordsOf } from './words.ts';

/** What a model knows. Its rows are numbered: first the words, then the pairs, then the buckets. */
export interface Vocabulary {
  /** Stems. */
  words: readonly string[];
  /** Two word rows each, one after the other: stems that often follow each other. */
  pairs: Uint32Array;
  /** Rows that pieces of unknown words share. */
  buckets: number;
}

/** Says in a row number that a word is left out. */
const LEFT_OUT = -1;
/** And that it is unknown. */
const UNKNOWN = -2;
const PIECE = 4;
const MOST_PIECES = 12;
/** Surface forms that are remembered with their row; English science has about 200,000, mostly seen once. */
const MOST_FORMS = 100_000;

export const rowsIn = ({ words, pairs, buckets }: Vocabulary) => words.length + pairs.length / 2 + buckets;

/** FNV-1a over the characters. */
function hash(text: string, from: number, to: number): number {
  let sum = 0x811c9dc5;
  for (let at = from; at < to; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
}

/** Turns texts into rows of a {@link Vocabulary}. */
export class Tokens {
  readonly #rows = new Map<string, number>();
  readonly #pairs = new Map<number, number>();
  readonly #forms = new Map<string, number>();
  readonly #buckets: number;
  readonly #firstBucket: number;
  readonly #width: number;

  constructor({ words, pairs, buckets }: Vocabulary) {
    words.forEach((word, row) => {
      this.#rows.set(word, row);
    });
    this.#width = words.length;
    for (let at = 0; at < pairs.length; at += 2)
      this.#pairs.set(pairs[at]! * this.#width + pairs[at + 1]!, words.length + at / 2);
    this.#buckets = buckets;
    this.#firstBucket = words.length + pairs.length / 2;
  }

  /**
   * The rows of a text's words in their order, a pair's after its second word's. Stop words and single characters are
   * passed over, also between the two of a pair; an unknown word has the rows of its pieces of four characters.
   */
  rowsOf(text: string): number[] {
    const rows: number[] = [];
    let previous = LEFT_OUT;
    for (const word of wordsOf(text)) {
      const row = this.#rowOf(word);
      if (row === LEFT_OUT) continue;
      if (row === UNKNOWN) {
        this.#addPieces(word, rows);
        previous = LEFT_OUT;
        continue;
      }
      rows.push(row);
      if (previous >= 0) {
        const pair = this.#pairs.get(previous * this.#width + row);
        if (pair !== undefined) rows.push(pair);
      }
      previous = row;
    }
    return rows;
  }

  #rowOf(word: string): number {
    const known = this.#forms.get(word);
    if (known !== undefined) return known;
    const row = word.length < 2 || STOP_WORDS.has(word) ? LEFT_OUT : (this.#rows.get(stem(word)) ?? UNKNOWN);
    if (this.#forms.size >= MOST_FORMS) this.#forms.clear();
    this.#forms.set(word, row);
    return row;
  }

  #addPieces(word: string, rows: number[]): void {
    if (this.#buckets === 0) return;
    const marked = `<${word}>`;
    const last = Math.min(MOST_PIECES, Math.max(1, marked.length - PIECE + 1));
    for (let at = 0; at < last; at += 1)
      rows.push(this.#firstBucket + (hash(marked, at, Math.min(at + PIECE, marked.length)) % this.#buckets));
  }
}
