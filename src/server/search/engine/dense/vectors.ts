import { Top } from '../top.ts';
import { Plane } from './plane.ts';
import { prefixOf, quantised, readQuantised } from './quantised.ts';

/** Prefixes of this length find candidates, which whole vectors then order: an eighth of the work with 512 numbers. */
const COARSE = 64;
/** Of so many times the wanted neighbours, found by the prefix, the nearest are taken. */
const CANDIDATES = 8;
const FEWEST_CANDIDATES = 400;

export interface Near {
  doc: number;
  /** Cosine of the angle between the two vectors, -1 to 1. */
  nearness: number;
}

/** The papers' vectors of one embedder. */
export class Vectors {
  readonly dimensions: number;
  readonly #whole: Plane;
  readonly #coarse: Plane | undefined;
  #products = new Float32Array(0);

  /** @param nested lengths of prefixes that are vectors too. */
  constructor(dimensions: number, nested: readonly number[]) {
    this.dimensions = dimensions;
    this.#whole = new Plane(dimensions);
    this.#coarse = nested.includes(COARSE) && dimensions >= COARSE * 2 ? new Plane(COARSE) : undefined;
  }

  get bytes(): number {
    return this.#whole.bytes + (this.#coarse?.bytes ?? 0) + this.#products.byteLength;
  }

  /** @param bytes as `quantised` makes them. */
  set(doc: number, bytes: Uint8Array): void {
    const { numbers, step } = readQuantised(bytes);
    if (numbers.length !== this.dimensions) return;
    this.#whole.set(doc, numbers, step);
    if (!this.#coarse) return;
    const prefix = readQuantised(quantised(prefixOf(numbers, COARSE)));
    this.#coarse.set(doc, prefix.numbers, prefix.step);
  }

  /** Gives a document the vector of another, if that has one. */
  copy(from: number, to: number): void {
    for (const plane of [this.#whole, this.#coarse]) {
      if (!plane?.has(from)) continue;
      const { numbers, step } = plane.vectorOf(from);
      plane.set(to, numbers.slice(), step);
    }
  }

  has(doc: number): boolean {
    return this.#whole.has(doc);
  }

  vectorOf(doc: number): Float32Array {
    const { numbers, step } = this.#whole.vectorOf(doc);
    return Float32Array.from(numbers.subarray(0, this.dimensions), (value) => value * step);
  }

  /** Nearness of some documents to a vector of unit length; 0 for those without a vector. */
  nearness(question: Float32Array, docs: ArrayLike<number>): Float32Array {
    return this.#whole.some(question, docs);
  }

  /**
   * The nearest documents, nearest first. Exact over all vectors but for the prefix that finds candidates.
   * @param question of unit length.
   * @param allowed 1 for each document that may be found.
   */
  nearest(question: Float32Array, allowed: Uint8Array, docs: number, wanted: number): Near[] {
    if (this.#products.length < docs) this.#products = new Float32Array(Math.ceil(docs * 1.5));
    const products = this.#products;
    if (!this.#coarse) {
      this.#whole.all(question, products);
      const { docs: found, keys } = this.#best(allowed, docs, wanted);
      return Array.from(found, (doc, i) => ({ doc, nearness: keys[i]! }));
    }
    this.#coarse.all(prefixOf(question, COARSE), products);
    const candidates = this.#best(allowed, docs, Math.max(FEWEST_CANDIDATES, wanted * CANDIDATES)).docs;
    const nearness = this.#whole.some(question, candidates);
    return Array.from(candidates, (doc, i) => ({ doc, nearness: nearness[i]! }))
      .sort((a, b) => b.nearness - a.nearness || a.doc - b.doc)
      .slice(0, wanted);
  }

  #best(allowed: Uint8Array, docs: number, wanted: number) {
    const products = this.#products;
    const top = new Top(Math.min(wanted, docs));
    let bar = top.bar;
    for (let doc = 0; doc < docs; doc++) {
      if (products[doc]! > bar && allowed[doc] === 1 && this.#whole.has(doc)) {
        top.add(doc, products[doc]!);
        bar = top.bar;
      }
    }
    return top.sorted();
  }
}
