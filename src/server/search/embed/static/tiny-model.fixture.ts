import { quantised, type StaticModel } from './model.ts';

/** Four words, one pair, two buckets; eight numbers each, four of which stand alone. */
export function tinyModel(): StaticModel {
  const vocabulary = { words: ['graph', 'neural', 'network', 'protein'], pairs: Uint32Array.from([1, 2]), buckets: 2 };
  const vectors = Float32Array.from({ length: 7 * 8 }, (_, at) => Math.sin(at * at + 1));
  return { vocabulary, nested: [4, 8], ...quantised(vectors, 8) };
}
