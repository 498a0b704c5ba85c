/** Two rankings of the same documents in one: BM25's scores and cosines, brought to one scale by question. */
export interface Blend {
  /** Share of BM25. */
  words: number;
  scaling: Scaling;
}

/**
 * - `largest`: divided by the largest.
 * - `range`: from 0 for the lowest to 1 for the highest among the 1,000 with the highest scores of either kind.
 * - `spread`: as far above the mean as the standard deviation goes, over all documents.
 */
export type Scaling = 'largest' | 'range' | 'spread';

const DEPTH = 1_000;

function scaleOf(scores: Float32Array, scaling: Scaling): { zero: number; one: number } {
  const most = scores.reduce((high, score) => Math.max(high, score), 0);
  if (scaling === 'largest') return { zero: 0, one: most || 1 };
  if (scaling === 'range') {
    const low = scores.length > DEPTH ? scores.toSorted().at(-DEPTH)! : scores.reduce((a, b) => Math.min(a, b), most);
    return { zero: low, one: most > low ? most - low : 1 };
  }
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length;
  return { zero: mean, one: Math.sqrt(variance) || 1 };
}

/** words · BM25 + (1 − words) · cosine, both on one scale. */
export function blended(bm25: Float32Array, cosines: Float32Array, { words, scaling }: Blend): Float32Array {
  const [a, b] = [scaleOf(bm25, scaling), scaleOf(cosines, scaling)];
  return bm25.map((score, at) => (words * (score - a.zero)) / a.one + ((1 - words) * (cosines[at]! - b.zero)) / b.one);
}
