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
  /** Of Adam without its first average, after the first fiftieth of the steps, falling to a twentieth in a straight line. */
  rate: number;
  /** Share of words that each side of a pair loses. */
  dropout: number;
  /** Share of batches whose papers all have one category. */
  within: number;
  /** Neighbours by shared authors that a paper has at most. */
  neighbours: number;
  seed: number;
}

export const RECIPE: Recipe = {
  vocabulary: { words: 34_000, pairs: 3_500, buckets: 2_048, leastTexts: 3 },
  nested: [64, 128, 256, 512],
  shares: { title: 0.3, sentence: 0.3, halves: 0.2, authors: 0.2 },
  batch: 1_024,
  parts: 2,
  steps: 900,
  temperature: 0.05,
  rate: 0.005,
  dropout: 0.3,
  within: 0,
  neighbours: 20,
  seed: 1,
};

/** What a plain recipe makes in a pass: as many pairs as a title and two sentences of each paper give. */
const PAIRS_OF_PASS = 352_500;

/**
 * The plainest recipe that does the same, to measure ours by: 256 numbers, titles and sentences against abstracts, other
 * pairs of the batch as what is to be told apart, nothing about authors or categories.
 */
export const plainRecipe = (passes: number): Recipe => ({
  ...RECIPE,
  nested: [64, 128, 256],
  shares: { title: 1, sentence: 2, halves: 0, authors: 0 },
  within: 0,
  dropout: 0.1,
  steps: Math.round((passes * PAIRS_OF_PASS) / (RECIPE.batch * RECIPE.parts)),
});
