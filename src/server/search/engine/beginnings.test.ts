import { expect, test } from 'vitest';
import { randomFrom } from '#test/harness/random.ts';
import { Beginnings } from './beginnings.ts';
import { Dictionary } from './dictionary.ts';

const LETTERS = 'abé1';

function randomWord(random: () => number): string {
  return Array.from({ length: 1 + Math.floor(random() * 5) }, () => LETTERS[Math.floor(random() * 4)]).join('');
}

test('words are found by any beginning, as looking at each finds them, also those that came later', () => {
  const random = randomFrom(3);
  const dictionary = new Dictionary();
  const beginnings = new Beginnings(dictionary);
  const terms: string[] = [];
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 400; i++) {
      const words = Array.from({ length: 1 + Math.floor(random() * 3) }, () => randomWord(random));
      const term = random() < 0.5 ? `@${words.join(' ')}` : words[0]!;
      if (dictionary.add(term) === terms.length) terms.push(term);
    }
    for (let i = 0; i < 60; i++) {
      const prefix = randomWord(random);
      const numbers = (passes: (term: string) => boolean) => [...terms.keys()].filter((at) => passes(terms[at]!));
      const sorted = (found: number[]) => found.sort((a, b) => a - b);
      expect(sorted(beginnings.find('stems', prefix, 10_000))).toEqual(
        numbers((term) => term[0] !== '@' && term.startsWith(prefix)),
      );
      expect(
        sorted([
          ...new Set([...beginnings.find('names', prefix, 10_000), ...beginnings.find('insideNames', prefix, 10_000)]),
        ]),
      ).toEqual(
        numbers(
          (term) =>
            term[0] === '@' &&
            term
              .slice(1)
              .split(' ')
              .some((word) => word.startsWith(prefix)),
        ),
      );
    }
  }
  expect(beginnings.find('names', 'a', 3)).toHaveLength(3);
});
