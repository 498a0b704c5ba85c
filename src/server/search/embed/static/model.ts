import type { Vocabulary } from './vocabulary.ts';

/** Token vectors as whole numbers from −7 to 7, each row with its own scale. */
export interface StaticModel {
  vocabulary: Vocabulary;
  /** Prefixes that stand alone, ascending even numbers; the last is the whole vector. */
  nested: readonly number[];
  /** What one step of a row's numbers is worth. */
  scales: Float32Array;
  /** Row by row. */
  numbers: Int8Array;
}

export const LARGEST = 7;
/** Shares of a row's largest number that become ±7; what is beyond is cut off. */
const CUTS = [1, 0.9, 0.8, 0.7, 0.6, 0.5];

const rounded = (value: number, scale: number) => Math.max(-LARGEST, Math.min(LARGEST, Math.round(value / scale)));

/** Rounds vectors, each row with the scale of those by {@link CUTS} that loses the least. */
export function quantised(vectors: Float32Array, columns: number): Pick<StaticModel, 'scales' | 'numbers'> {
  const scales = new Float32Array(vectors.length / columns);
  const numbers = new Int8Array(vectors.length);
  for (let row = 0; row < scales.length; row += 1) {
    const one = vectors.subarray(row * columns, (row + 1) * columns);
    const largest = one.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (largest === 0) continue;
    const loss = (scale: number) => one.reduce((sum, value) => sum + (value - rounded(value, scale) * scale) ** 2, 0);
    const tried = CUTS.map((cut) => Math.fround((largest * cut) / LARGEST)).map((scale) => ({
      scale,
      loss: loss(scale),
    }));
    const { scale } = tried.reduce((best, next) => (next.loss < best.loss ? next : best));
    scales[row] = scale;
    for (let at = 0; at < columns; at += 1) numbers[row * columns + at] = rounded(one[at]!, scale);
  }
  return { scales, numbers };
}

/** Two numbers a byte, the first in the lower half, each with 8 added. */
export function packed(numbers: Int8Array): Uint8Array {
  return Uint8Array.from({ length: numbers.length / 2 }, (_, at) => {
    const [low, high] = [numbers[2 * at]! + 8, numbers[2 * at + 1]! + 8];
    return low | (high << 4);
  });
}

export function unpacked(bytes: Uint8Array): Int8Array {
  const numbers = new Int8Array(bytes.length * 2);
  for (let at = 0; at < bytes.length; at += 1) {
    numbers[2 * at] = (bytes[at]! & 15) - 8;
    numbers[2 * at + 1] = (bytes[at]! >> 4) - 8;
  }
  return numbers;
}
