import fc from 'fast-check';
import { expect, test } from 'vitest';
import { phraseTest, wordTest } from './select.ts';
import { stemOf } from './text/stems.ts';
import { cutWords } from './text/words.ts';

const WORDS =
  'dying die lying skies sky happy happiness universities university relational operators hopping hoping hope ' +
  'sensibility sensible generalisation Poincaré poincare naïve ÜBER cogency early ugly idly news 42 GPT-4 the of';
const word = fc.constantFrom(...WORDS.split(' '));
const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));

test('a text has words by their stems, and phrases by their spelling, whatever is looked at first', () => {
  const stems = (of: string) => cutWords(of).words.map(stemOf);
  const spelled = (of: string) =>
    cutWords(of.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()).words.map((one) => `<${one}>`);
  fc.assert(
    fc.property(text, fc.array(word, { minLength: 1, maxLength: 2 }), (within, asked) => {
      const phrase = asked.join(' ');
      const wanted = stems(phrase).filter(Boolean);
      const has = wanted.length > 0 && wanted.every((stem) => stems(within).includes(stem));
      expect([within, phrase, wordTest(phrase)(within)]).toEqual([within, phrase, has]);
      expect(phraseTest(phrase)(within)).toBe(spelled(within).join('').includes(spelled(phrase).join('')));
    }),
    { numRuns: 2_000 },
  );
});
