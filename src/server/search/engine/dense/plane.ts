import { DOT_WASM } from './dot.wasm.ts';

const PAGE = 65_536;
/** Vectors in one piece of memory: adding one never moves the others, and few pieces hold millions. */
const PIECE = 65_536;
const FIRST_ROOM = 256;

const dotModule = new WebAssembly.Module(Buffer.from(DOT_WASM, 'base64'));
type Dot = (question: number, vectors: number, count: number, dimensions: number, products: number) => void;

/** Memory of up to {@link PIECE} vectors: the question, then room for the products, then the vectors. */
class Piece {
  readonly #memory: WebAssembly.Memory;
  readonly #dot: Dot;
  /** The room for products; made anew when memory grows. */
  #products: Int32Array;
  readonly #dimensions: number;
  readonly #productsAt: number;
  readonly #vectorsAt: number;

  constructor(dimensions: number) {
    this.#dimensions = dimensions;
    this.#productsAt = Math.ceil((dimensions * 2) / 16) * 16;
    this.#vectorsAt = this.#productsAt + PIECE * 4;
    this.#memory = new WebAssembly.Memory({
      initial: Math.ceil((this.#vectorsAt + FIRST_ROOM * dimensions) / PAGE),
      maximum: Math.ceil((this.#vectorsAt + PIECE * dimensions) / PAGE),
    });
    const instance = new WebAssembly.Instance(dotModule, { offprint: { memory: this.#memory } });
    this.#dot = instance.exports.dot as Dot;
    this.#products = new Int32Array(this.#memory.buffer, this.#productsAt, PIECE);
  }

  get bytes(): number {
    return this.#memory.buffer.byteLength;
  }

  set(at: number, numbers: Int8Array): void {
    const start = this.#vectorsAt + at * this.#dimensions;
    if (start + this.#dimensions > this.#memory.buffer.byteLength) this.#grow();
    const vector = new Int8Array(this.#memory.buffer, start, this.#dimensions);
    vector.fill(0);
    vector.set(numbers);
  }

  /** Half as much again, so that filling it copies nothing more than a few times. */
  #grow(): void {
    const pages = this.#memory.buffer.byteLength / PAGE;
    const most = Math.ceil((this.#vectorsAt + PIECE * this.#dimensions) / PAGE);
    this.#memory.grow(Math.min(most - pages, Math.ceil(pages / 2)));
    this.#products = new Int32Array(this.#memory.buffer, this.#productsAt, PIECE);
  }

  get(at: number): Int8Array {
    return new Int8Array(this.#memory.buffer, this.#vectorsAt + at * this.#dimensions, this.#dimensions);
  }

  ask(question: Int16Array): void {
    new Int16Array(this.#memory.buffer, 0, this.#dimensions).set(question);
  }

  /** Products with `count` vectors from `at` on; good until the next call. */
  products(at: number, count: number): Int32Array {
    this.#dot(0, this.#vectorsAt + at * this.#dimensions, count, this.#dimensions, this.#productsAt);
    return this.#products.subarray(0, count);
  }

  product(at: number): number {
    this.#dot(0, this.#vectorsAt + at * this.#dimensions, 1, this.#dimensions, this.#productsAt);
    return this.#products[0]!;
  }
}

/** A question in 16-bit numbers, with what one step of it is worth. */
interface Question {
  numbers: Int16Array;
  step: number;
}

/** Vectors of one length, by document number, and their scalar products with a question. */
export class Plane {
  /** Dimensions as stored: a multiple of 16, filled up with zeros. */
  readonly #stored: number;
  readonly #pieces: Piece[] = [];
  #steps = new Float32Array(FIRST_ROOM);
  /** One more than the largest document number. */
  #length = 0;

  constructor(dimensions: number) {
    this.#stored = Math.ceil(dimensions / 16) * 16;
  }

  get bytes(): number {
    return this.#steps.byteLength + this.#pieces.reduce((sum, piece) => sum + piece.bytes, 0);
  }

  set(doc: number, numbers: Int8Array, step: number): void {
    const at = Math.floor(doc / PIECE);
    while (this.#pieces.length <= at) this.#pieces.push(new Piece(this.#stored));
    this.#pieces[at]!.set(doc % PIECE, numbers);
    if (doc >= this.#steps.length) {
      const larger = new Float32Array(Math.max(doc + 1, this.#steps.length * 2));
      larger.set(this.#steps);
      this.#steps = larger;
    }
    this.#steps[doc] = step;
    this.#length = Math.max(this.#length, doc + 1);
  }

  /** Whether a document has a vector other than zero. */
  has(doc: number): boolean {
    return doc < this.#length && this.#steps[doc]! > 0;
  }

  vectorOf(doc: number): { numbers: Int8Array; step: number } {
    return { numbers: this.#pieces[Math.floor(doc / PIECE)]!.get(doc % PIECE), step: this.#steps[doc]! };
  }

  /** Writes the scalar product of a unit vector with every document's into `into`; 0 where a document has none. */
  all(question: Float32Array, into: Float32Array): void {
    const { numbers, step } = this.#asked(question);
    for (const [number, piece] of this.#pieces.entries()) {
      const from = number * PIECE;
      const count = Math.min(PIECE, this.#length - from);
      if (count <= 0) break;
      piece.ask(numbers);
      const products = piece.products(0, count);
      for (let i = 0; i < count; i++) into[from + i] = products[i]! * step * this.#steps[from + i]!;
    }
  }

  /** The scalar products with some documents' vectors. */
  some(question: Float32Array, docs: ArrayLike<number>): Float32Array {
    const { numbers, step } = this.#asked(question);
    for (const piece of this.#pieces) piece.ask(numbers);
    const found = new Float32Array(docs.length);
    for (let i = 0; i < docs.length; i++) {
      const doc = docs[i]!;
      if (!this.has(doc)) continue;
      const product = this.#pieces[Math.floor(doc / PIECE)]!.product(doc % PIECE);
      found[i] = product * step * this.#steps[doc]!;
    }
    return found;
  }

  #asked(vector: Float32Array): Question {
    // The sum of all products must fit into 31 bits.
    const most = Math.min(32_767, Math.floor(0x7fffffff / (128 * this.#stored)));
    let largest = 0;
    for (const value of vector) largest = Math.max(largest, Math.abs(value));
    const step = largest / most;
    const numbers = new Int16Array(this.#stored);
    if (step > 0) for (let i = 0; i < vector.length; i++) numbers[i] = Math.round(vector[i]! / step);
    return { numbers, step };
  }
}
