import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boldParts } from './bold.ts';

const marked = (text: string, typed: string) =>
  boldParts(text, typed)
    .map(({ text, isBold }) => (isBold ? `[${text}]` : text))
    .join('');

it.each([
  ['Graph Neural Networks', 'graph neu', '[Graph] [Neu]ral Networks'],
  ['On subgraphs and graphs', 'graph', 'On subgraphs and [graph]s'],
  ['José García', 'garcia jos', '[Jos]é [García]'],
  ['Anything', '  ', 'Anything'],
  ['a (b) c', '(b', 'a ([b]) c'],
  ['שלום עולם', 'של', '[של]ום עולם'],
])('%s, where %s was typed: %s', (text, typed, shown) => {
  expect(marked(text, typed)).toBe(shown);
});

it('loses nothing of the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, typed) => {
      expect(
        boldParts(text, typed)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
    }),
  );
});
