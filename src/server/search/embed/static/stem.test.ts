import { expect, test } from 'vitest';
import { stem } from './stem.ts';

test.each([
  ['networks networked networking', 'network'],
  ['relational relate relates', 'relat'],
  ['optimization optimizer optimize', 'optim'],
  ['hopping hops', 'hop'],
  ['hoping hopes', 'hope'],
  ['ponies poni', 'poni'],
  ['caresses caress', 'caress'],
  ['agreed agree', 'agre'],
  ['falling', 'fall'],
  ['sky', 'sky'],
  ['adoption', 'adopt'],
  ['gpt4', 'gpt4'],
])('the stem of %s is %s', (words, expected) => {
  expect(words.split(' ').map(stem)).toEqual(words.split(' ').map(() => expected));
});
