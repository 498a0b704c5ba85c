/**
 * How a question's hits are ordered: a convex blend of what words say (BM25, as a share of the question's best, because
 * it has no scale of its own) and what meaning says (the cosine of two vectors, 0 to 1). Words lead: for typed questions
 * BM25 is the better of the two. Measured in docs/search.md.
 */
export const BLEND = { words: 0.75, meaning: 0.25 } as const;

/** A whole score is 100 points. */
export const WHOLE = 100;

export interface Shares {
  words: number;
  meaning: number;
}

export interface Blended {
  /** Points that words and meaning add; their sum is the score. */
  words: number;
  meaning: number;
}

/**
 * @param words BM25, 0 for a paper that has none of the words.
 * @param bestWords BM25 of the question's best.
 * @param meaning cosine; 0 for a paper without a vector, and for one that says the opposite.
 */
export function blended(words: number, bestWords: number, meaning: number, shares: Shares = BLEND): Blended {
  return {
    words: bestWords > 0 ? (WHOLE * shares.words * words) / bestWords : 0,
    meaning: WHOLE * shares.meaning * Math.min(1, Math.max(0, meaning)),
  };
}

/**
 * A title that has the question's words says what the paper is about, however far its vector is: one that has them all
 * counts as near as the nearest, others by the square of their part. Without this, questions that are (nearly) titles
 * lost 3 points of nDCG@10 to the blend.
 * @param part of the question's different words that the title has, 0 to 1.
 * @param nearest cosine of the question's nearest paper.
 */
export const nearness = (cosine: number, part: number, nearest: number): number =>
  Math.max(cosine, nearest * part ** 1.5);
