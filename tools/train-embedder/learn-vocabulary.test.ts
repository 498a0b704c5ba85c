import { expect, test } from 'vitest';
import { learnVocabulary } from './learn-vocabulary.ts';

const texts = [
  'Neural networks for the stars',
  'Stars of a neural network',
  'The neural network sees stars, neural and network',
  'Rare planets',
];

test('words are frequent stems, pairs stand together more often than chance has it', () => {
  const size = { words: 10, pairs: 10, buckets: 4, leastTexts: 2 };
  const { words, pairs, buckets } = learnVocabulary(texts, size);
  expect(words).toEqual(['network', 'neural', 'star']);
  expect([...pairs]).toEqual([1, 0]);
  expect(buckets).toBe(4);
  expect(learnVocabulary(texts, { ...size, words: 1 }).words).toEqual(['network']);
});
