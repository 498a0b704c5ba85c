import { expect, test } from 'vitest';
import { StaticEncoder } from './encoder.ts';
import { tinyModel } from './tiny-model.fixture.ts';

const encoder = new StaticEncoder(tinyModel());
const lengthOf = (vector: Float32Array) => Math.hypot(...vector);

test('vectors have unit length and do not depend on what came before', () => {
  const papers = [{ title: 'Graph networks' }, { title: 'Proteins', abstract: 'A neural network for proteins.' }];
  const both = encoder.papers(papers);
  expect(both.length).toBe(16);
  expect(lengthOf(both.subarray(0, 8))).toBeCloseTo(1, 6);
  expect(lengthOf(both.subarray(8))).toBeCloseTo(1, 6);
  expect(encoder.papers([papers[1]!])).toEqual(both.slice(8));
  expect(new StaticEncoder(tinyModel()).papers(papers)).toEqual(both);
});

test('a text without a known word is all zeros', () => {
  const texts = ['', 'the of and', '模型 сети', '$$$ …'];
  expect(encoder.questions(texts)).toEqual(new Float32Array(texts.length * 8));
  expect(encoder.papers([{ title: '', abstract: '' }])).toEqual(new Float32Array(8));
});

test('a title is asked as it is stored', () => {
  expect([...encoder.questions(['graph network'])]).toEqual(
    [...encoder.papers([{ title: 'Graph network' }])].map((value) => expect.closeTo(value, 5)),
  );
});

test('a word that comes again counts, and less than before', () => {
  const [once, twice, often] = ['graph protein', 'graph graph protein', 'graph graph graph graph protein'].map((text) =>
    encoder.questions([text]),
  ) as [Float32Array, Float32Array, Float32Array];
  const graph = encoder.questions(['graph']);
  const near = (vector: Float32Array) => vector.reduce((sum, value, at) => sum + value * graph[at]!, 0);
  expect(near(twice)).toBeGreaterThan(near(once));
  expect(near(often) - near(twice)).toBeLessThan(2 * (near(twice) - near(once)));
});
