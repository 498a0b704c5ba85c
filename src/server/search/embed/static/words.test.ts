import { expect, test } from 'vitest';
import { MOST_CHARACTERS, wordsOf } from './words.ts';

test('words are runs of letters and digits, lower case, accents off', () => {
  expect(wordsOf('Self-Attention: Schrödinger’s naïve ŁØ GPT-4o')).toEqual(
    'self attention schrodinger s naive lo gpt 4o'.split(' '),
  );
});

test('names of LaTeX commands are no words', () => {
  expect(wordsOf('$\\mathcal{O}(n \\log n)$ steps')).toEqual(['o', 'n', 'n', 'steps']);
});

test('other scripts are passed over', () => {
  expect(wordsOf('基于BERT模型 и сети')).toEqual(['bert']);
});

test('a text without an end is read up to a bound', () => {
  const words = wordsOf('word '.repeat(200_000));
  expect(words.length).toBeLessThanOrEqual(MOST_CHARACTERS / 5 + 1);
  expect(wordsOf('x'.repeat(1_000_000)).map((word) => word.length)).toEqual([40]);
});
