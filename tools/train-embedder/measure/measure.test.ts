import { expect, test } from 'vitest';
import { blended } from './blend.ts';
import { Bm25 } from './bm25.ts';
import { Cosines } from './cosines.ts';
import { best, figuresOf, type MeasuredSet } from './measured-set.ts';

const documents = ['a', 'b', 'c', 'd'].map((title) => ({ title }));
const set: MeasuredSet = {
  name: 'test',
  documents,
  questions: ['?'],
  grades: [
    new Map([
      [1, 2],
      [3, 1],
    ]),
  ],
};

test('figures follow their definitions', () => {
  const ideal = 3 + 1 / Math.log2(3);
  const figures = figuresOf(set, () => Float32Array.of(4, 3, 2, 1));
  expect(figures.ndcg10).toBeCloseTo((3 / Math.log2(3) + 1 / Math.log2(5)) / ideal, 10);
  expect(figures).toMatchObject({ mrr: 0.5, recall50: 1 });
  expect(figuresOf(set, () => Float32Array.of(0, 3, 0, 1)).ndcg10).toBe(1);
});

test('a question that is a document does not find itself; given candidates alone are ranked', () => {
  expect(figuresOf({ ...set, itself: [0] }, () => Float32Array.of(4, 3, 2, 1)).mrr).toBe(1);
  expect(figuresOf({ ...set, candidates: [[2, 3]] }, () => Float32Array.of(4, 3, 2, 1)).mrr).toBe(0.5);
});

test('equal scores come in the order of the documents', () => {
  expect(best(Float32Array.of(1, 2, 1, 2, 1), 3)).toEqual([1, 3, 0]);
  expect(best(new Float32Array(100_000), 2)).toEqual([0, 1]);
});

test('BM25 finds stems, rare ones first, titles above abstracts', () => {
  const bm25 = new Bm25([
    { title: 'Networks', abstract: 'Of stars.' },
    { title: 'Stars', abstract: 'A network.' },
    { title: 'Stars', abstract: 'And planets.' },
  ]);
  const [first, second, third] = bm25.scores('neural networking') as unknown as [number, number, number];
  expect(first).toBeGreaterThan(second);
  expect(third).toBe(0);
  expect(Math.max(...bm25.scores('unheard'))).toBe(0);
});

test('cosines of prefixes', () => {
  const cosines = new Cosines(Float32Array.of(3, 0, 0, 4, 0, 0, 0, 0), Float32Array.of(0, 1, 0, 0, 1, 0, 0, 1), 8, 4);
  expect(cosines.of(0)[0]).toBe(0);
  const whole = new Cosines(Float32Array.of(3, 0, 0, 4, 0, 0, 0, 0), Float32Array.of(1, 0, 0, 0, 0, 0, 0, 0), 8, 8);
  expect(whole.of(0)[0]).toBeCloseTo(0.6, 6);
});

test('a blend leans as far as it is told', () => {
  const [bm25, cosines] = [Float32Array.of(10, 5, 0), Float32Array.of(-0.2, 0.4, 0.8)];
  const of = (words: number, stretched: boolean, titleOnly = 1) =>
    [...blended(bm25, cosines, [false, false, true], { words, stretched, titleOnly })].map((score) =>
      Number(score.toFixed(3)),
    );
  expect(of(1, false)).toEqual([1, 0.5, 0]);
  expect(of(0.5, false)).toEqual([0.5, 0.45, 0.4]);
  expect(of(0.5, false, 0.5)).toEqual([0.5, 0.45, 0.2]);
  expect(of(0, true)).toEqual([0, 0.5, 1]);
});
