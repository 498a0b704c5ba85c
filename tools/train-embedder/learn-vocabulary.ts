import { stem } from '../../src/server/search/embed/static/stem.ts';
import { STOP_WORDS } from '../../src/server/search/embed/static/stop-words.ts';
import type { Vocabulary } from '../../src/server/search/embed/static/vocabulary.ts';
import { wordsOf } from '../../src/server/search/embed/static/words.ts';

export interface VocabularySize {
  /** Rows for words, the most frequent; fewer where the texts have fewer. */
  words: number;
  /** Rows for pairs. */
  pairs: number;
  /** Rows for pieces of unknown words. */
  buckets: number;
  /** Texts in which a word or a pair must stand at least. */
  leastTexts: number;
}

/** Stems of a text that a vocabulary may have. */
function stemsOf(text: string, stems: Map<string, string>): string[] {
  const found: string[] = [];
  for (const word of wordsOf(text)) {
    if (word.length < 2 || STOP_WORDS.has(word)) continue;
    const known = stems.get(word) ?? stem(word);
    stems.set(word, known);
    found.push(known);
  }
  return found;
}

/** The keys with the highest values, at most `most`; equal ones in the order of their keys. */
function highest<K extends string | number>(values: Map<K, number>, most: number): K[] {
  const order = [...values].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return order.slice(0, most).map(([key]) => key);
}

function countOnce<K>(counts: Map<K, number>, keys: Iterable<K>): void {
  for (const key of new Set(keys)) counts.set(key, (counts.get(key) ?? 0) + 1);
}

/**
 * Chooses the words by the number of texts that have them, and the pairs by how much more often they stand together
 * than chance would have it: texts × log(texts · all / (first · second)).
 */
export function learnVocabulary(texts: readonly string[], size: VocabularySize): Vocabulary {
  const stems = new Map<string, string>();
  const inTexts = new Map<string, number>();
  for (const text of texts) countOnce(inTexts, stemsOf(text, stems));
  const frequent = new Map([...inTexts].filter(([, count]) => count >= size.leastTexts));
  const words = highest(frequent, size.words);
  const rows = new Map(words.map((word, row) => [word, row]));

  const together = new Map<number, number>();
  for (const text of texts) {
    const pairs: number[] = [];
    let previous: number | undefined;
    for (const word of stemsOf(text, stems)) {
      const row = rows.get(word);
      if (row !== undefined && previous !== undefined && row !== previous) pairs.push(previous * words.length + row);
      previous = row;
    }
    countOnce(together, pairs);
  }
  const bound = new Map<number, number>();
  for (const [key, count] of together) {
    if (count < size.leastTexts) continue;
    const [first, second] = [Math.floor(key / words.length), key % words.length];
    const chance = (inTexts.get(words[first]!)! * inTexts.get(words[second]!)!) / texts.length;
    if (count > chance) bound.set(key, count * Math.log(count / chance));
  }
  const chosen = highest(bound, size.pairs);
  return {
    words,
    pairs: Uint32Array.from(chosen.flatMap((key) => [Math.floor(key / words.length), key % words.length])),
    buckets: size.buckets,
  };
}
