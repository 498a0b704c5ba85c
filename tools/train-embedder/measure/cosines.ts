import { openKernels } from '../kernels/kernels.ts';

const PAGE = 65_536;
const upTo = (multiple: number, value: number) => Math.ceil(value / multiple) * multiple;

/** Scalar products of all questions with all documents, from vectors' first `numbers` scaled to unit length. */
export class Cosines {
  readonly #products: Float32Array;
  readonly #line: number;
  readonly #documents: number;

  /** @param columns numbers in each vector, of which the first `numbers`, a multiple of 4, count. */
  constructor(documents: Float32Array, questions: Float32Array, columns: number, numbers: number) {
    this.#documents = documents.length / columns;
    const asked = upTo(4, questions.length / columns);
    this.#line = upTo(8, this.#documents);
    const [left, right] = [16, 16 + asked * numbers];
    const products = right + numbers * this.#line;
    const pages = Math.ceil(((products + asked * this.#line) * 4) / PAGE);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    const all = new Float32Array(memory.buffer);
    eachScaled(questions, columns, numbers, (row, at, value) => {
      all[left + row * numbers + at] = value;
    });
    eachScaled(documents, columns, numbers, (row, at, value) => {
      all[right + at * this.#line + row] = value;
    });
    const line = this.#line * 4;
    openKernels(memory, pages).multiply(
      ...([products * 4, line, left * 4, numbers * 4, 4, right * 4, line, asked, numbers, this.#line] as const),
    );
    this.#products = all.subarray(products);
  }

  /** Those of one question, document by document. */
  of(question: number): Float32Array {
    const start = question * this.#line;
    return this.#products.subarray(start, start + this.#documents);
  }
}

function eachScaled(
  vectors: Float32Array,
  columns: number,
  numbers: number,
  take: (row: number, at: number, value: number) => void,
): void {
  for (let row = 0; row < vectors.length / columns; row += 1) {
    const vector = vectors.subarray(row * columns, row * columns + numbers);
    const length = Math.hypot(...vector);
    for (let at = 0; length > 0 && at < numbers; at += 1) take(row, at, vector[at]! / length);
  }
}
