import type { Vocabulary } from './vocabulary.ts';

/** Token vectors as whole numbers from −127 to 127, each row with its own scale. */
export interface StaticModel {
  vocabulary: Vocabulary;
  /** Prefixes that stand alone, ascending; the last is the whole vector. */
  nested: readonly number[];
  /** What one step of a row's numbers is worth. */
  scales: Float32Array;
  /** Row by row. */
  numbers: Int8Array;
}

const LARGEST = 127;

/** Rounds vectors, each row on its own: its largest number becomes ±127. */
export function quantised(vectors: Float32Array, columns: number): Pick<StaticModel, 'scales' | 'numbers'> {
  const scales = new Float32Array(vectors.length / columns);
  const numbers = new Int8Array(vectors.length);
  for (let row = 0; row < scales.length; row += 1) {
    const one = vectors.subarray(row * columns, (row + 1) * columns);
    const largest = one.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    scales[row] = largest / LARGEST;
    if (largest === 0) continue;
    for (let at = 0; at < columns; at += 1) numbers[row * columns + at] = Math.round((one[at]! / largest) * LARGEST);
  }
  return { scales, numbers };
}
