import type { VocabularySize } from './learn-vocabulary.ts';

/** Everything that decides what comes out, beside the papers. */
export interface Recipe {
  vocabulary: VocabularySize;
  /** Prefixes that are trained to stand alone, ascending multiples of 16; the last is the whole vector. */
  nested: number[];
  /** Shares of the kinds of pairs; they need not add up to 1. */
  shares: { title: number; sentence: number; halves: number; authors: number };
  /** Pairs that are told apart from each other at once; a multiple of 8. */
  batch: number;
  /** Batches whose gradients make one step; the work that workers share out. */
  parts: number;
  steps: number;
  temperature: number;
  /** Adam's, after the first fiftieth of the steps, falling to a twentieth in a straight line. */
  rate: number;
  b1: number;
  b2: number;
  tiny: number;
  /** Share of words that each side of a pair loses. */
  dropout: number;
  /** Share of batches whose papers all have one category. */
  within: number;
  /** Neighbours by shared authors that a paper has at most. */
  neighbours: number;
  seed: number;
}

export const RECIPE: Recipe = {
  vocabulary: { words: 34_000, pairs: 22_000, buckets: 4_096, leastTexts: 3 },
  nested: [64, 128, 256],
  shares: { title: 0.3, sentence: 0.2, halves: 0.2, authors: 0.3 },
  batch: 512,
  parts: 2,
  steps: 1_000,
  temperature: 0.05,
  rate: 0.004,
  b1: 0.9,
  b2: 0.999,
  tiny: 1e-8,
  dropout: 0.1,
  within: 0,
  neighbours: 20,
  seed: 1,
};
