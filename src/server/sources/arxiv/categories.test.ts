import { expect, test } from 'vitest';
import { CATEGORIES, categoriesLike, categoryCode, categoryName, isArchive } from './categories.ts';

const codesLike = (text: string, limit = 5) => categoriesLike(text, limit).map(({ code }) => code);

test('there are 155 categories in 20 archives, each once and with a name', () => {
  const codes = CATEGORIES.map(({ code }) => code);
  const archives = codes.filter((code) => !code.includes('.'));
  const withClasses = new Set(codes.filter((code) => code.includes('.')).map((code) => code.split('.')[0]));
  expect(archives).toHaveLength(20);
  expect(codes.length - withClasses.size).toBe(155);
  expect(new Set(codes).size).toBe(codes.length);
  expect(
    CATEGORIES.filter(({ code, name }) => !/^[a-z-]+(\.([A-Z]{2}|[a-z-]+))?$/.test(code) || !/^[A-Z]/.test(name)),
  ).toEqual([]);
});

test.each([
  ['cs.CL', 'Computation and Language'],
  ['cs', 'Computer Science'],
  ['hep-th', 'High Energy Physics - Theory'],
  ['cond-mat.mes-hall', 'Mesoscale and Nanoscale Physics'],
  ['cs.CE', 'Computational Engineering, Finance, and Science'],
  ['cs.cl', undefined],
  ['cmp-lg', undefined],
  ['constructor', undefined],
])('%s is %s', (code, name) => {
  expect(categoryName(code)).toBe(name);
});

test.each([
  ['CS.cl', 'cs.CL'],
  [' Hep-TH ', 'hep-th'],
  ['machine learning', 'cs.LG'],
  ['Robotics', 'cs.RO'],
  ['COND-MAT.SOFT', 'cond-mat.soft'],
  ['cs.ZZ', undefined],
])('%j spells %s', (text, code) => {
  expect(categoryCode(text)).toBe(code);
});

test('an archive is what stands ahead of a dot, or alone', () => {
  expect(['cs', 'quant-ph', 'cs.CL', 'computer'].filter(isArchive)).toEqual(['cs', 'quant-ph']);
});

test('suggestions are the nearest first', () => {
  expect(codesLike('cs.c', 3)).toEqual(['cs.CC', 'cs.CE', 'cs.CG']);
  expect(codesLike('LG')).toEqual(['cs.LG']);
  expect(codesLike('cs')[0]).toBe('cs');
  expect(codesLike('machine le')).toEqual(['cs.LG', 'stat.ML']);
  expect(codesLike('vision')).toEqual(['cs.CV']);
  expect(codesLike('lang prog')).toEqual(['cs.PL']);
  expect(codesLike('robotics')).toEqual(['cs.RO']);
  expect(codesLike('', 5)).toEqual([]);
  expect(codesLike('-.', 5)).toEqual([]);
  expect(codesLike('zzz')).toEqual([]);
  expect(codesLike('a', 0)).toEqual([]);
});
