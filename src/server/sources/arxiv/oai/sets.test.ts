import { expect, test } from 'vitest';
import { CATEGORIES } from '../categories.ts';
import { coveringCodes, oaiSetOf } from './sets.ts';

test.each([
  ['cs.CL', 'cs:cs:CL'],
  ['cs', 'cs'],
  ['math.NA', 'math:math:NA'],
  ['q-bio', 'q-bio'],
  ['q-bio.NC', 'q-bio:q-bio:NC'],
  ['hep-th', 'physics:hep-th'],
  ['math-ph', 'physics:math-ph'],
  ['astro-ph.CO', 'physics:astro-ph:CO'],
  ['cond-mat.mtrl-sci', 'physics:cond-mat:mtrl-sci'],
  ['physics', 'physics:physics'],
  ['physics.optics', 'physics:physics:optics'],
])('%s is the set %s', (code, set) => {
  expect(oaiSetOf(code)).toBe(set);
});

test('no two codes share a set, and a category’s lies within its archive’s', () => {
  const sets = CATEGORIES.map(({ code }) => oaiSetOf(code));
  expect(new Set(sets).size).toBe(CATEGORIES.length);
  for (const { code } of CATEGORIES) {
    expect(`${oaiSetOf(code)}:`.startsWith(`${oaiSetOf(code.split('.')[0]!)}:`)).toBe(true);
  }
});

test('what lies within another choice is not asked for twice', () => {
  expect(coveringCodes(['stat.ML', 'cs.CL', 'cs', 'cs.LG', 'stat.ML', 'hep-th'])).toEqual(['cs', 'hep-th', 'stat.ML']);
  expect(coveringCodes(['cs.LG', 'cs.CL'])).toEqual(['cs.CL', 'cs.LG']);
});
