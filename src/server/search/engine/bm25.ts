import type { Corpus } from './corpus.ts';
import { WEIGHTS } from './document.ts';
import { FIELD } from './packed.ts';
import { placeOf, postingOf } from './postings.ts';

/**
 * Okapi BM25 (Robertson and Zaragoza, 2009, “The Probabilistic Relevance Framework”), where a word in the title counts
 * as several and for more in a short title: `b` is the share of the whole text's length that is evened out, `bTitle`
 * that of the title's. Chosen on the judged sets, where the neighbouring values do nearly as well; see docs/search.md.
 */
export const BM25 = { k1: 1.5, b: 0.7, bTitle: 0.8 } as const;

/** A word of the question. */
export interface AskedTerm {
  term: number;
  /** How often the question has it, or less where it is a guess at what was meant. */
  weight: number;
  /** Inverse document frequency. */
  rarity: number;
  /** Set for a slip beside the word that was meant, which alone counts as a word of the question. */
  isSlip?: boolean;
}

export function rarityOf(corpus: Corpus, term: number): number {
  const frequency = corpus.frequency(term);
  return Math.log(1 + (Math.max(corpus.size, frequency) - frequency + 0.5) / (frequency + 0.5));
}

/** What a corpus's averages make of the formula: looked up for each posting. */
class Norms {
  /** What a word in the title counts, by the title's length. */
  readonly #titles: Float32Array;
  readonly #flat: number;
  readonly #slope: number;

  constructor({ averageLength, averageTitleLength }: Corpus) {
    const { k1, b, bTitle } = BM25;
    this.#flat = k1 * (1 - b);
    this.#slope = (k1 * b) / averageLength;
    this.#titles = Float32Array.from(
      { length: 256 },
      (_, length) => WEIGHTS.title / (1 - bTitle + (bTitle * length) / averageTitleLength),
    );
  }

  /** A word's part of a score before its rarity. @param count weighted by field; the title's first counts by its length. */
  partOf(count: number, isInTitle: boolean, titleLength: number, length: number): number {
    const frequency = isInTitle ? this.#titles[titleLength]! + Math.max(0, count - WEIGHTS.title) : count;
    return (frequency * (BM25.k1 + 1)) / (frequency + this.#flat + this.#slope * length);
  }
}

/** Scores of a question's words; kept between questions, so that their 100,000 documents need no new memory. */
export class WordScores {
  scores = new Float32Array(0);
  /** How many of the question's different words a document has, up to 255. */
  words = new Uint8Array(0);
  /** How many of them its title has. */
  titled = new Uint8Array(0);
  /** The documents that have any. */
  touched = new Uint32Array(0);
  count = 0;

  /** Scores every allowed document that has any of the terms. */
  ask(corpus: Corpus, terms: AskedTerm[], allowed: Uint8Array): void {
    this.#clear(corpus.docs);
    const { scores, words, titled, touched } = this;
    const { lengths, titleLengths } = corpus;
    const norms = new Norms(corpus);
    for (const { term, weight, rarity, isSlip } of terms) {
      const factor = weight * rarity;
      corpus.eachRun(term, ({ docs, counts, fields }, from, to) => {
        for (let at = from; at < to; at++) {
          const count = counts[at]!;
          const doc = docs[at]!;
          if (count === 0 || allowed[doc] !== 1) continue;
          if (scores[doc] === 0) touched[this.count++] = doc;
          if (!isSlip && words[doc]! < 255) words[doc]!++;
          const isInTitle = (fields[at]! & FIELD.title) !== 0;
          if (isInTitle && !isSlip && titled[doc]! < 255) titled[doc]!++;
          scores[doc]! += factor * norms.partOf(count, isInTitle, titleLengths[doc]!, lengths[doc]!);
        }
      });
    }
  }

  #clear(docs: number): void {
    if (this.scores.length < docs) {
      const room = Math.ceil(docs * 1.25);
      this.scores = new Float32Array(room);
      this.words = new Uint8Array(room);
      this.titled = new Uint8Array(room);
      this.touched = new Uint32Array(room);
    } else
      for (let i = 0; i < this.count; i++) {
        this.scores[this.touched[i]!] = 0;
        this.words[this.touched[i]!] = 0;
        this.titled[this.touched[i]!] = 0;
      }
    this.count = 0;
  }
}

/** What each term adds to one document's score, in the terms' order: their sum is its BM25. */
export function scoreParts(corpus: Corpus, terms: AskedTerm[], doc: number): number[] {
  const norms = new Norms(corpus);
  return terms.map(({ term, weight, rarity }) => {
    for (const run of corpus.runs) {
      const place = placeOf(run, term);
      const at = place < 0 ? -1 : postingOf(run, place, doc);
      if (at < 0 || run.counts[at] === 0) continue;
      const isInTitle = (run.fields[at]! & FIELD.title) !== 0;
      return (
        weight * rarity * norms.partOf(run.counts[at]!, isInTitle, corpus.titleLengths[doc]!, corpus.lengths[doc]!)
      );
    }
    return 0;
  });
}
