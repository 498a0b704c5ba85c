/** Two rankings of the same documents in one. */
export interface Blend {
  /** Share of BM25, whose scores are divided by the largest of the question. */
  words: number;
  /** Whether cosines are divided by the largest of the question too, or taken as they are; never below 0. */
  stretched: boolean;
  /**
   * What the cosine of a paper without an abstract counts. A short question is nearer to a short text than to a long one
   * about the same, so at 1 a paper of which only the title is known passes the one that the question names.
   */
  titleOnly: number;
}

const largest = (scores: Float32Array) => scores.reduce((most, score) => Math.max(most, score), 0) || 1;

/**
 * words · BM25 + (1 − words) · cosine, both brought to about 0 … 1.
 * @param titleOnly by document: whether it has no abstract.
 */
export function blended(
  bm25: Float32Array,
  cosines: Float32Array,
  titleOnly: readonly boolean[],
  blend: Blend,
): Float32Array {
  const [words, meaning] = [largest(bm25), blend.stretched ? largest(cosines) : 1];
  return bm25.map((score, place) => {
    const cosine = (Math.max(0, cosines[place]!) / meaning) * (titleOnly[place] ? blend.titleOnly : 1);
    return (blend.words * score) / words + (1 - blend.words) * cosine;
  });
}
