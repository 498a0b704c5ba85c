/**
 * How a question's hits are ordered: a convex blend of what words say (BM25) and what meaning says (the cosine of two
 * vectors), each scaled to 0…1 within the question, because neither has a scale of its own. Measured in docs/search.md.
 */
export const BLEND = {
  /** Share of the words. Words lead: for typed questions BM25 is the better of the two. */
  words: 0.75,
  /** Share of the meaning. */
  meaning: 0.25,
} as const;

/** A whole score is 100 points. */
export const WHOLE = 100;

export interface Blended {
  /** Points that words and meaning add; their sum is the score. */
  words: number;
  meaning: number;
}

/** What a question's candidates reach at most and at least: the ends of the two scales. */
export interface Scales {
  bestWords: number;
  bestMeaning: number;
  leastMeaning: number;
}

/**
 * @param words BM25, 0 for a paper that has none of the words.
 * @param meaning cosine, 0 for a paper without a vector.
 */
export function blended(
  words: number,
  meaning: number,
  scales: Scales,
  shares: { words: number; meaning: number } = BLEND,
): Blended {
  const span = scales.bestMeaning - scales.leastMeaning;
  return {
    words: scales.bestWords > 0 ? (WHOLE * shares.words * words) / scales.bestWords : 0,
    meaning: span > 0 ? (WHOLE * shares.meaning * Math.max(0, meaning - scales.leastMeaning)) / span : 0,
  };
}
