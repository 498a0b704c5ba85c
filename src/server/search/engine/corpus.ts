import { Beginnings } from './beginnings.ts';
import { Vectors } from './dense/vectors.ts';
import { CATEGORY, Dictionary, HAS, NAME, ORGANIZATION, SOURCE } from './dictionary.ts';
import { Growing } from './growing.ts';
import { type Packed, unpack } from './packed.ts';
import { type Entry, joined, placeOf, type Run, runOf } from './postings.ts';

/** A run that is not at least so many times as long as the one after it is joined with it. */
const RUN_RATIO = 4;
/** Above this part of outdated documents among all, the engine wants to be filled anew. */
const MOST_OUTDATED = 0.25;
const FEW_DOCUMENTS = 2_000;
const LAST_KIND = NAME.charCodeAt(0);

export interface Row {
  id: string;
  /** A packed document; undefined where the paper is gone. */
  doc: Uint8Array | undefined;
}

/**
 * The papers in memory: one number for each, columns of facts by number, postings by term, vectors. A paper that
 * changes gets a new number, its old one is outdated; one of which only day and votes change keeps its number.
 */
export class Corpus {
  readonly dictionary = new Dictionary();
  readonly beginnings = new Beginnings(this.dictionary);
  /** Numbers of the terms of each kind, by their first byte; stems are not among them. */
  readonly kinds: Record<string, number[]> = {
    [NAME]: [],
    [CATEGORY]: [],
    [SOURCE]: [],
    [ORGANIZATION]: [],
    [HAS]: [],
  };
  readonly ids: string[] = [];
  readonly numbers = new Map<string, number>();
  readonly #alive = new Growing((n) => new Uint8Array(n));
  readonly #days = new Growing((n) => new Int32Array(n));
  readonly #votes = new Growing((n) => new Uint32Array(n));
  readonly #titles = new Growing((n) => new Uint32Array(n));
  readonly #lengths = new Growing((n) => new Uint32Array(n));
  readonly #titleLengths = new Growing((n) => new Uint8Array(n));
  readonly #digests = new Growing((n) => new Uint32Array(n));
  /** Where each document's tags and sequence end; they begin where those of the one before end. */
  readonly #tagEnds = new Growing((n) => new Uint32Array(n));
  readonly #tags = new Growing((n) => new Uint32Array(n));
  readonly #sequenceEnds = new Growing((n) => new Uint32Array(n));
  readonly #sequences = new Growing((n) => new Uint16Array(n));
  runs: Run[] = [];
  vectors: Vectors | undefined;
  #living = 0;
  #totalLength = 0;
  #totalTitleLength = 0;

  /** Papers. */
  get size(): number {
    return this.#living;
  }

  /** Document numbers are below this; outdated ones are among them. */
  get docs(): number {
    return this.#alive.length;
  }

  get isWorn(): boolean {
    return this.docs - this.#living > Math.max(FEW_DOCUMENTS, this.#living * MOST_OUTDATED);
  }

  get averageLength(): number {
    return this.#living > 0 ? Math.max(1, this.#totalLength / this.#living) : 1;
  }

  get averageTitleLength(): number {
    return this.#living > 0 ? Math.max(1, this.#totalTitleLength / this.#living) : 1;
  }

  get alive(): Uint8Array {
    return this.#alive.values;
  }

  get days(): Int32Array {
    return this.#days.values;
  }

  get votes(): Uint32Array {
    return this.#votes.values;
  }

  get titles(): Uint32Array {
    return this.#titles.values;
  }

  get lengths(): Uint32Array {
    return this.#lengths.values;
  }

  /** Words of titles, stop words included; at most 255. */
  get titleLengths(): Uint8Array {
    return this.#titleLengths.values;
  }

  tagsOf(doc: number): Uint32Array {
    return this.#tags.values.subarray(doc > 0 ? this.#tagEnds.values[doc - 1] : 0, this.#tagEnds.values[doc]);
  }

  hasAbstract(doc: number): boolean {
    return this.sequenceOf(doc).length > this.titleLengths[doc]! + 1;
  }

  /** Word hashes of title and abstract, a 0 between. */
  sequenceOf(doc: number): Uint16Array {
    const ends = this.#sequenceEnds.values;
    return this.#sequences.values.subarray(doc > 0 ? ends[doc - 1] : 0, ends[doc]);
  }

  /** Takes in terms that follow the known ones, as `Dictionary.block` gives them. */
  addTerms(block: string): void {
    const from = this.dictionary.size;
    this.dictionary.addBlock(block);
    for (let number = from; number < this.dictionary.size; number++) {
      const byte = this.dictionary.firstByteOf(number);
      // Kinds begin with `@` or what lies before it, as no letter does.
      if (byte <= LAST_KIND) this.kinds[String.fromCharCode(byte)]?.push(number);
    }
  }

  /**
   * Takes in papers as they are now. Their terms must be known.
   * @throws RangeError for what is no packed paper, before anything has changed.
   */
  apply(rows: Row[]): void {
    const entries: Entry[] = [];
    for (const { id, packed } of rows.map(({ id, doc }) => ({ id, packed: doc && unpack(doc) }))) {
      const known = this.numbers.get(id);
      if (known !== undefined && packed && this.#digests.values[known] === packed.digest) {
        this.#days.values[known] = packed.day;
        this.#votes.values[known] = packed.votes;
        continue;
      }
      if (known !== undefined) this.#retire(id, known);
      if (!packed) continue;
      // Keywords that change make no new vector; where the text has changed, one follows.
      if (known !== undefined) this.vectors?.copy(known, this.docs);
      entries.push(this.#add(id, packed));
    }
    if (entries.length > 0) this.#addRun(runOf(entries, this.dictionary.size));
  }

  /** @param bytes the vector as `quantised` makes it. */
  setVector(id: string, bytes: Uint8Array): void {
    const doc = this.numbers.get(id);
    if (doc !== undefined) this.vectors?.set(doc, bytes);
  }

  /** Starts over with vectors of an embedder; `undefined` for none. */
  resetVectors(shape: { dimensions: number; nested: readonly number[] } | undefined): void {
    this.vectors = shape && new Vectors(shape.dimensions, shape.nested);
  }

  /** How many papers have a term; outdated ones count until the engine is filled anew. */
  frequency(term: number): number {
    let sum = 0;
    for (const run of this.runs) {
      const place = placeOf(run, term);
      if (place >= 0) sum += run.starts[place + 1]! - run.starts[place]!;
    }
    return sum;
  }

  /** Calls `each` with every run that has postings of the term, and where they lie. */
  eachRun(term: number, each: (run: Run, from: number, to: number) => void): void {
    for (const run of this.runs) {
      const place = placeOf(run, term);
      if (place >= 0) each(run, run.starts[place]!, run.starts[place + 1]!);
    }
  }

  get bytes(): number {
    const columns = [
      this.#alive,
      this.#days,
      this.#votes,
      this.#titles,
      this.#lengths,
      this.#titleLengths,
      this.#digests,
    ];
    const lists = [this.#tagEnds, this.#tags, this.#sequenceEnds, this.#sequences];
    const postings = this.runs.reduce(
      (sum, run) => sum + run.terms.byteLength * 2 + run.docs.byteLength + run.counts.byteLength * 2,
      0,
    );
    const columnBytes = [...columns, ...lists].reduce((sum, column) => sum + column.bytes, 0);
    return columnBytes + postings + this.dictionary.bytes + this.beginnings.bytes + (this.vectors?.bytes ?? 0);
  }

  #add(id: string, packed: Packed): Entry {
    const doc = this.docs;
    this.ids.push(id);
    this.numbers.set(id, doc);
    this.#alive.push(1);
    this.#days.push(packed.day);
    this.#votes.push(packed.votes);
    this.#titles.push(packed.title);
    this.#lengths.push(packed.length);
    this.#digests.push(packed.digest);
    this.#tags.append(packed.tags);
    this.#tagEnds.push(this.#tags.length);
    this.#sequences.append(packed.sequence);
    this.#sequenceEnds.push(this.#sequences.length);
    const titleLength = Math.min(255, Math.max(0, packed.sequence.indexOf(0)));
    this.#titleLengths.push(titleLength);
    this.#totalTitleLength += titleLength;
    this.#living++;
    this.#totalLength += packed.length;
    return { doc, terms: packed.terms, counts: packed.counts, fields: packed.fields };
  }

  #retire(id: string, doc: number): void {
    this.numbers.delete(id);
    this.#alive.values[doc] = 0;
    this.#living--;
    this.#totalLength -= this.#lengths.values[doc]!;
    this.#totalTitleLength -= this.#titleLengths.values[doc]!;
  }

  #addRun(run: Run): void {
    this.runs.push(run);
    for (;;) {
      const [earlier, later] = this.runs.slice(-2);
      if (!earlier || !later || earlier.docs.length >= later.docs.length * RUN_RATIO) return;
      this.runs.splice(-2, 2, joined(earlier, later, this.dictionary.size));
    }
  }
}
