import type { PaperText } from '../../../src/server/search/embed/embedder.ts';
import { stem } from '../../../src/server/search/embed/static/stem.ts';
import { STOP_WORDS } from '../../../src/server/search/embed/static/stop-words.ts';
import { wordsOf } from '../../../src/server/search/embed/static/words.ts';
import { plainText } from './measured-set.ts';

const K1 = 1.2;
const B = 0.75;
/** As in our index, see `textOf` in `src/server/search/layout.ts`. */
const TITLE_TIMES = 3;

const stems = (text: string) => wordsOf(text).flatMap((word) => (STOP_WORDS.has(word) ? [] : [stem(word)]));

function countsOf(terms: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

/** BM25 over English stems, stop words left out, a title counted three times. */
export class Bm25 {
  readonly #postings = new Map<string, { documents: number[]; weights: number[] }>();
  readonly #size: number;

  constructor(documents: readonly PaperText[]) {
    const counts = documents.map(({ title, abstract }) =>
      countsOf(stems(`${`${title} . `.repeat(TITLE_TIMES)}${abstract ?? ''}`)),
    );
    const lengths = counts.map((one) => one.values().reduce((sum, count) => sum + count, 0));
    const mean = lengths.reduce((sum, length) => sum + length, 0) / documents.length;
    this.#size = documents.length;
    counts.forEach((one, document) => {
      const norm = K1 * (1 - B + (B * lengths[document]!) / mean);
      for (const [term, count] of one) {
        const posting = this.#postings.get(term) ?? { documents: [], weights: [] };
        this.#postings.set(term, posting);
        posting.documents.push(document);
        posting.weights.push((count * (K1 + 1)) / (count + norm));
      }
    });
  }

  /** The scores of all documents. */
  scores(question: string | PaperText): Float32Array {
    const scores = new Float32Array(this.#size);
    for (const [term, times] of countsOf(stems(plainText(question)))) {
      const posting = this.#postings.get(term);
      if (!posting) continue;
      const found = posting.documents.length;
      const rarity = Math.log(1 + (this.#size - found + 0.5) / (found + 0.5)) * times;
      posting.documents.forEach((document, at) => {
        scores[document]! += rarity * posting.weights[at]!;
      });
    }
    return scores;
  }
}
