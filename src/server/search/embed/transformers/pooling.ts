import type { PoolingChoice } from '#floor/embedder-choice.ts';

export type Pooling = Exclude<PoolingChoice, 'auto'>;

/**
 * One vector of a text from those of its tokens.
 * @param hidden `[tokens, dimensions]`, row by row; rows from `length` on belong to padding.
 * @param length tokens of the text itself; without any, the vector is all zeros.
 */
export function pool(hidden: Float32Array, length: number, dimensions: number, pooling: Pooling): Float32Array {
  if (length > 0 && pooling !== 'mean') {
    const row = pooling === 'cls' ? 0 : length - 1;
    return hidden.slice(row * dimensions, (row + 1) * dimensions);
  }
  const mean = new Float32Array(dimensions);
  for (let row = 0; row < length; row++)
    for (let at = 0; at < dimensions; at++) mean[at]! += hidden[row * dimensions + at]! / length;
  return mean;
}
