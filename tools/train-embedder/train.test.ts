import { expect, test } from 'vitest';
import { StaticEncoder } from '../../src/server/search/embed/static/encoder.ts';
import { writeModel } from '../../src/server/search/embed/static/model-file.ts';
import { inventedPapers } from './invented.fixture.ts';
import { learnVocabulary } from './learn-vocabulary.ts';
import { modelOf } from './model-of.ts';
import { RECIPE, type Recipe } from './recipe.ts';

const recipe: Recipe = {
  ...RECIPE,
  vocabulary: { words: 200, pairs: 40, buckets: 16, leastTexts: 3 },
  ...{ nested: [16, 32], batch: 32, parts: 3, steps: 60 },
};
const papers = inventedPapers(200);
const texts = papers.map(({ title, abstract }) => `${title}. ${abstract}`);
const none = { unseen: new Set<number>(), unpaired: new Set<number>() };
const trained = (workers: number, change: Partial<Recipe> = {}) => {
  const changed = { ...recipe, ...change };
  return modelOf(papers, learnVocabulary(texts, changed.vocabulary), changed, none, workers);
};

test('the same seed gives the same file, whatever the number of workers; another seed gives another', async () => {
  const first = writeModel(await trained(1));
  expect(writeModel(await trained(1)).equals(first)).toBe(true);
  expect(writeModel(await trained(2)).equals(first)).toBe(true);
  expect(writeModel(await trained(1, { seed: 2 })).equals(first)).toBe(false);
});

test('training separates what is about different things, also in a prefix', async () => {
  const apart = async (rate: number, numbers: number) => {
    const vectors = new StaticEncoder(await trained(2, { rate })).papers(papers);
    const at = (paper: number) => vectors.subarray(paper * 32, paper * 32 + numbers);
    const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);
    const cosine = (a: number, b: number) => dot(at(a), at(b)) / Math.sqrt(dot(at(a), at(a)) * dot(at(b), at(b)));
    // Papers 4 apart have one topic.
    const pairs = Array.from({ length: 100 }, (_, index) => index);
    const mean = (step: number) => pairs.reduce((sum, paper) => sum + cosine(paper, paper + step), 0) / pairs.length;
    return mean(4) - mean(1);
  };
  const [before, after] = [await apart(0, 32), await apart(0.02, 32)];
  expect(after).toBeGreaterThan(before + 0.1);
  expect(await apart(0.02, 16)).toBeGreaterThan(before);
});
