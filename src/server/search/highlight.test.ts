import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findStems, spansOf } from './highlight.ts';
import { stemOf } from './text/stems.ts';
import { cutWords } from './text/words.ts';

/** Words that make trouble: short, exceptions of the stemmer, accents, capitals, digits, other scripts. */
const WORDS =
  'dying die lying Lie tying ties tie skies sky a X x2 I-O by cry Crying été Etes ETES Poincaré poincare ﬁne fine 3D 3 naïve NAIVE 模型 model models Models Ångström angstrom news only'.split(
    ' ',
  );
const text = fc
  .array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'grapheme', maxLength: 6 })))
  .map((words) => words.join(' '));

/** What is marked, in the plain way: every word is brought to its stem. */
const marked = (from: string, wanted: ReadonlyMap<string, string>) =>
  cutWords(from, 6_000).words.filter((word) => wanted.has(stemOf(word)));

it('marks just the words whose stem is wanted, and loses no character', () => {
  fc.assert(
    fc.property(
      text,
      fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 3 })), { maxLength: 4 }),
      (from, words) => {
        const bare = from.replace(/[$\\:]/g, '');
        const wanted = new Map(words.map((word) => [stemOf(word), word] as const).filter(([stem]) => stem !== ''));
        const found = new Set<string>();
        const spans = spansOf(bare, wanted, found);
        expect(spans.map((span) => span.text).join('')).toBe(bare);
        expect(spans.filter(({ highlight }) => highlight).map((span) => span.text)).toEqual(marked(bare, wanted));
        const again = new Set<string>();
        findStems(bare, wanted, again);
        expect(again).toEqual(found);
        expect(found).toEqual(new Set(marked(bare, wanted).map(stemOf)));
      },
    ),
    { numRuns: 500 },
  );
});

it('finds words inside formulas and addresses and leaves them whole', () => {
  const found = new Set<string>();
  const spans = spansOf('We fit $model_{1}$ at https://x.org/model and a model.', new Map([['model', 'model']]), found);
  expect(spans.filter(({ highlight }) => highlight)).toHaveLength(1);
  expect([...found]).toEqual(['model']);
});
