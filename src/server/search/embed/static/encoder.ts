import type { PaperText } from '../embedder.ts';
import { damped, TITLE_TIMES } from './damping.ts';
import type { StaticModel } from './model.ts';
import { rowsIn, Tokens } from './vocabulary.ts';

/** Adds up the vectors of a text's words. Synchronous, without state that outlives a call; a worker may own one. */
export class StaticEncoder {
  readonly dimensions: number;
  readonly #model: StaticModel;
  readonly #tokens: Tokens;
  readonly #counts: Uint16Array;
  readonly #sum: Float32Array;

  constructor(model: StaticModel) {
    this.#model = model;
    this.dimensions = model.nested.at(-1)!;
    this.#tokens = new Tokens(model.vocabulary);
    this.#counts = new Uint16Array(rowsIn(model.vocabulary));
    this.#sum = new Float32Array(this.dimensions);
  }

  /** Vectors of unit length, one after the other; all zeros for a paper without a known word. */
  papers(papers: readonly PaperText[]): Float32Array {
    const vectors = new Float32Array(papers.length * this.dimensions);
    papers.forEach(({ title, abstract }, index) => {
      const seen: number[] = [];
      this.#count(title, TITLE_TIMES, seen);
      if (abstract) this.#count(abstract, 1, seen);
      this.#write(seen, vectors, index * this.dimensions);
    });
    return vectors;
  }

  /** The same for texts that are questions. */
  questions(texts: readonly string[]): Float32Array {
    const vectors = new Float32Array(texts.length * this.dimensions);
    texts.forEach((text, index) => {
      const seen: number[] = [];
      this.#count(text, 1, seen);
      this.#write(seen, vectors, index * this.dimensions);
    });
    return vectors;
  }

  #count(text: string, times: number, seen: number[]): void {
    for (const row of this.#tokens.rowsOf(text)) {
      if (this.#counts[row] === 0) seen.push(row);
      this.#counts[row]! += times;
    }
  }

  #write(seen: readonly number[], vectors: Float32Array, start: number): void {
    const { scales, numbers } = this.#model;
    const sum = this.#sum.fill(0);
    const columns = sum.length;
    for (const row of seen) {
      const weight = damped(this.#counts[row]!) * scales[row]!;
      this.#counts[row] = 0;
      const from = row * columns;
      for (let at = 0; at < columns; at += 1) sum[at]! += weight * numbers[from + at]!;
    }
    let square = 0;
    for (let at = 0; at < columns; at += 1) square += sum[at]! ** 2;
    if (square === 0) return;
    const scale = 1 / Math.sqrt(square);
    for (let at = 0; at < columns; at += 1) vectors[start + at] = sum[at]! * scale;
  }
}
