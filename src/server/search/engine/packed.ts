/** The fields of a paper that a term may stand in, as bits. */
export const FIELD = { title: 1, abstract: 2, name: 4, keyword: 8 } as const;

/** A paper as the engine reads it: terms by their numbers in the dictionary. */
export interface EngineDocument {
  /** Hash of everything but {@link day} and {@link votes}: equal where only those changed. */
  digest: number;
  /** Days since 1 January 1970; {@link NO_DAY} where no source says. */
  day: number;
  votes: number;
  /** See `titleNumber` in `document.ts`; 0 where a title is too short to be asked for. */
  title: number;
  /** Words of the weighted text, for BM25's length. */
  length: number;
  /** Categories, sources and what it has: what facets count. */
  tags: number[];
  /** Distinct stems, names and tags, ascending, each with how often (weighted by field) and in which fields. */
  terms: number[];
  counts: number[];
  fields: number[];
  /** Hashes of every word of title and abstract in their order, a 0 between the two: where phrases are looked for. */
  sequence: number[];
}

export const NO_DAY = -0x80000000;
/** Bytes before the lists. */
export const HEAD_BYTES = 28;
const MOST = 0xffff;

const padded = (bytes: number) => (bytes + 3) & ~3;

/** Offsets of the lists in a packed document. */
export function partsOf(tags: number, terms: number) {
  const termsAt = HEAD_BYTES + tags * 4;
  const countsAt = termsAt + terms * 4;
  const fieldsAt = countsAt + padded(terms);
  return { termsAt, countsAt, fieldsAt, sequenceAt: fieldsAt + padded(terms) };
}

/** Little-endian, as every machine that Node 24 runs on has it. Lists are cut at 65,535 entries. */
export function pack(document: EngineDocument): Uint8Array {
  const tags = document.tags.slice(0, MOST);
  const terms = document.terms.slice(0, MOST);
  const sequence = document.sequence.slice(0, MOST);
  const { termsAt, countsAt, fieldsAt, sequenceAt } = partsOf(tags.length, terms.length);
  const bytes = new Uint8Array(padded(sequenceAt + sequence.length * 2));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, document.digest, true);
  view.setInt32(4, document.day, true);
  view.setUint32(8, document.votes, true);
  view.setUint32(12, document.title, true);
  view.setUint32(16, document.length, true);
  view.setUint16(20, tags.length, true);
  view.setUint16(22, terms.length, true);
  view.setUint16(24, sequence.length, true);
  new Uint32Array(bytes.buffer, HEAD_BYTES, tags.length).set(tags);
  new Uint32Array(bytes.buffer, termsAt, terms.length).set(terms);
  for (let i = 0; i < terms.length; i++) {
    bytes[countsAt + i] = Math.min(255, document.counts[i]!);
    bytes[fieldsAt + i] = document.fields[i]!;
  }
  new Uint16Array(bytes.buffer, sequenceAt, sequence.length).set(sequence);
  return bytes;
}

/** A view on a packed document: numbers are read where they lie, lists come as views. */
export interface Packed {
  digest: number;
  day: number;
  votes: number;
  title: number;
  length: number;
  tags: Uint32Array;
  terms: Uint32Array;
  counts: Uint8Array;
  fields: Uint8Array;
  sequence: Uint16Array;
}

/** @throws RangeError for bytes that are no packed document. */
export function unpack(bytes: Uint8Array): Packed {
  // Lists want aligned bytes, and a column of LanceDB's gives them anywhere.
  const own = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
  const view = new DataView(own.buffer, own.byteOffset, own.byteLength);
  const [nTags, nTerms, nSequence] = [view.getUint16(20, true), view.getUint16(22, true), view.getUint16(24, true)];
  const { termsAt, countsAt, fieldsAt, sequenceAt } = partsOf(nTags, nTerms);
  if (padded(sequenceAt + nSequence * 2) !== own.byteLength) throw new RangeError('No packed paper.');
  const from = own.byteOffset;
  return {
    digest: view.getUint32(0, true),
    day: view.getInt32(4, true),
    votes: view.getUint32(8, true),
    title: view.getUint32(12, true),
    length: view.getUint32(16, true),
    tags: new Uint32Array(own.buffer, from + HEAD_BYTES, nTags),
    terms: new Uint32Array(own.buffer, from + termsAt, nTerms),
    counts: new Uint8Array(own.buffer, from + countsAt, nTerms),
    fields: new Uint8Array(own.buffer, from + fieldsAt, nTerms),
    sequence: new Uint16Array(own.buffer, from + sequenceAt, nSequence),
  };
}
