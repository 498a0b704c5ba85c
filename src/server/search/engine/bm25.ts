import type { Corpus } from './corpus.ts';
import { placeOf, postingOf } from './postings.ts';

/**
 * Okapi BM25 (Robertson and Zaragoza, 2009, “The Probabilistic Relevance Framework”): the usual constants. How often a
 * word occurs is weighted by field beforehand (BM25F), see `WEIGHTS` in `document.ts`.
 */
export const BM25 = { k1: 1.5, b: 0.7 } as const;

/** A word of the question. */
export interface AskedTerm {
  term: number;
  /** How often the question has it, or less where it is a guess at what was meant. */
  weight: number;
  /** Inverse document frequency. */
  rarity: number;
}

export function rarityOf(corpus: Corpus, term: number): number {
  const frequency = corpus.frequency(term);
  return Math.log(1 + (Math.max(corpus.size, frequency) - frequency + 0.5) / (frequency + 0.5));
}

const saturated = (count: number, norm: number) => (count * (BM25.k1 + 1)) / (count + norm);

function normOf(length: number, average: number): number {
  return BM25.k1 * (1 - BM25.b + (BM25.b * length) / average);
}

/** Scores of a question's words; kept between questions, so that their 100,000 documents need no new memory. */
export class WordScores {
  scores = new Float32Array(0);
  /** How many of the question's different words a document has, up to 255. */
  words = new Uint8Array(0);
  /** The documents that have any. */
  touched = new Uint32Array(0);
  count = 0;

  /** Scores every allowed document that has any of the terms. */
  ask(corpus: Corpus, terms: AskedTerm[], allowed: Uint8Array): void {
    this.#clear(corpus.docs);
    const { scores, words, touched } = this;
    const { lengths, averageLength } = corpus;
    const [flat, slope] = [BM25.k1 * (1 - BM25.b), (BM25.k1 * BM25.b) / averageLength];
    for (const { term, weight, rarity } of terms) {
      const factor = weight * rarity * (BM25.k1 + 1);
      corpus.eachRun(term, ({ docs, counts }, from, to) => {
        for (let at = from; at < to; at++) {
          const count = counts[at]!;
          const doc = docs[at]!;
          if (count === 0 || allowed[doc] !== 1) continue;
          if (words[doc] === 0) touched[this.count++] = doc;
          if (words[doc]! < 255) words[doc]!++;
          scores[doc]! += (factor * count) / (count + flat + slope * lengths[doc]!);
        }
      });
    }
  }

  #clear(docs: number): void {
    if (this.scores.length < docs) {
      const room = Math.ceil(docs * 1.25);
      this.scores = new Float32Array(room);
      this.words = new Uint8Array(room);
      this.touched = new Uint32Array(room);
    } else
      for (let i = 0; i < this.count; i++) {
        this.scores[this.touched[i]!] = 0;
        this.words[this.touched[i]!] = 0;
      }
    this.count = 0;
  }
}

/** What each term adds to one document's score, in the terms' order: their sum is its BM25. */
export function scoreParts(corpus: Corpus, terms: AskedTerm[], doc: number): number[] {
  const norm = normOf(corpus.lengths[doc]!, corpus.averageLength);
  return terms.map(({ term, weight, rarity }) => {
    for (const run of corpus.runs) {
      const place = placeOf(run, term);
      const at = place < 0 ? -1 : postingOf(run, place, doc);
      if (at >= 0) return weight * rarity * saturated(run.counts[at]!, norm);
    }
    return 0;
  });
}
