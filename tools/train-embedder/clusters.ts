import { randomFrom } from './random.ts';

const [SAMPLE, ROUNDS] = [12_000, 8];

/**
 * Sorts vectors into at most `most` clusters by their cosine with each cluster's mean: k-means over a sample, from members
 * drawn by the seed.
 * @param vectors of unit length, `columns` numbers each.
 * @returns the cluster of each vector.
 */
export function clustersOf(vectors: Float32Array, columns: number, most: number, seed: number): Uint16Array {
  const count = vectors.length / columns;
  const random = randomFrom(seed);
  const any = () => Math.floor(random() * count);
  const sample = Array.from({ length: Math.min(SAMPLE, count) }, any);
  const centres = new Float32Array(most * columns);
  for (let cluster = 0; cluster < most; cluster += 1) {
    const start = any() * columns;
    centres.set(vectors.subarray(start, start + columns), cluster * columns);
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    const sums = new Float32Array(most * columns);
    for (const one of sample) {
      const cluster = nearest(vectors, one * columns, centres, columns);
      for (let at = 0; at < columns; at += 1) sums[cluster * columns + at]! += vectors[one * columns + at]!;
    }
    for (let cluster = 0; cluster < most; cluster += 1) {
      const sum = sums.subarray(cluster * columns, (cluster + 1) * columns);
      const length = Math.hypot(...sum);
      // A cluster that nothing is nearest to stays where it was.
      if (length > 0)
        centres.set(
          sum.map((value) => value / length),
          cluster * columns,
        );
    }
  }
  return Uint16Array.from({ length: count }, (_, one) => nearest(vectors, one * columns, centres, columns));
}

function nearest(vectors: Float32Array, start: number, centres: Float32Array, columns: number): number {
  let [best, highest] = [0, Number.NEGATIVE_INFINITY];
  for (let cluster = 0; cluster * columns < centres.length; cluster += 1) {
    let dot = 0;
    for (let at = 0; at < columns; at += 1) dot += vectors[start + at]! * centres[cluster * columns + at]!;
    if (dot > highest) [best, highest] = [cluster, dot];
  }
  return best;
}
