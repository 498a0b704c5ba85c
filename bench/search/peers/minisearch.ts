import { stemmer } from '@orama/stemmers/english';
import { stopwords } from '@orama/stopwords/english';
import MiniSearch, { type Options } from 'minisearch';
import type { Doc } from '../judgments.ts';
import type { System } from '../system.ts';

/**
 * MiniSearch with the title at twice the weight. All else as it comes: BM25+ (k 1.2, b 0.7, d 0.5), words joined with
 * OR, neither prefixes nor fuzzy words, no stems and no stop words.
 */
export const miniSearch: System = { name: 'MiniSearch', open: (docs) => opened(docs, {}) };

const STOP_WORDS = new Set<string>(stopwords);

/** The same with stop words and English stems, which its `processTerm` is documented to be for; they are Orama's. */
export const miniSearchStemmed: System = {
  name: 'MiniSearch with stems',
  open: (docs) =>
    opened(docs, {
      processTerm: (term) => {
        const word = term.toLowerCase();
        return STOP_WORDS.has(word) ? null : stemmer(word);
      },
    }),
};

async function opened(docs: Doc[], options: Partial<Options<Doc>>) {
  const index = new MiniSearch<Doc>({ fields: ['title', 'text'], ...options });
  index.addAll(docs);
  return {
    search: (text: string, limit: number) =>
      index
        .search(text, { boost: { title: 2 } })
        .slice(0, limit)
        .map(({ id }) => String(id)),
    close: () => index.removeAll(),
  };
}
