/**
 * How a question's hits are ordered: a convex blend of what words say (BM25, as a share of the question's best, because
 * it has no scale of its own) and what meaning says (the cosine of two vectors, 0 to 1). Words lead: for typed questions
 * BM25 is the better of the two. All of it measured in docs/search.md.
 */
export const BLEND = {
  /** Meaning's share of a question with {@link BLEND.wholeAt} different words; words have the rest. */
  meaning: 0.25,
  /** With fewer words it is less in proportion: a vector of three words knows little more than the words. */
  wholeAt: 14,
  /** What a paper's cosine counts where only its title is known: short texts come near to short questions by chance. */
  titleOnly: 0.6,
} as const;

/** A whole score is 100 points. */
export const WHOLE = 100;

export interface Shares {
  words: number;
  meaning: number;
}

/** @param words different words of the question. */
export function sharesOf(words: number): Shares {
  const meaning = BLEND.meaning * Math.min(1, words / BLEND.wholeAt);
  return { words: 1 - meaning, meaning };
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
export function blended(words: number, bestWords: number, meaning: number, shares: Shares): Blended {
  return {
    words: bestWords > 0 ? (WHOLE * shares.words * words) / bestWords : 0,
    meaning: WHOLE * shares.meaning * Math.min(1, Math.max(0, meaning)),
  };
}

/**
 * A title that has the question's words says what the paper is about, however far its vector is: one that has them all
 * counts as near as the nearest, others by the square of their part. Without this and {@link BLEND.titleOnly}, questions
 * that are nearly titles lost up to 3 points of nDCG@10 to the blend.
 * @param part of the question's different words that the title has, 0 to 1.
 * @param nearest cosine of the question's nearest paper.
 */
export const nearness = (cosine: number, part: number, nearest: number): number =>
  Math.max(cosine, nearest * part ** 2);
