import { expect, test } from 'vitest';
import { authorKey, isGeneric, isTelling, titleKey } from './title-key.ts';

test.each([
  ['SLCA: Slow Learner with Classifier Alignment', 'slca slow learner, with classifier  alignment.'],
  ['Gödel’s proof of Poincaré duality', 'Godels Proof of Poincare Duality'],
  ['$\\alpha$-Divergence {TSOM++}', '-Divergence TSOM'],
  ['Ｆｕｌｌ width titles compare', 'Full width titles compare'],
])('%j and %j have one key', (a, b) => {
  expect(titleKey(a)).toBe(titleKey(b));
});

test('titles in other scripts keep their letters', () => {
  expect(titleKey('深度学习的数学基础')).toBe('深度学习的数学基础');
});

test('a title of signs alone has no key', () => {
  expect(titleKey('?!  –– $$ {}')).toBeUndefined();
  expect(titleKey('GAN')).toBeUndefined();
});

test('generic titles are not telling', () => {
  expect(isTelling(titleKey('Introduction')!)).toBe(false);
  expect(isTelling(titleKey('Rethink MAE with Linear Time-Invariant Dynamics')!)).toBe(true);
});

test('what stands in every number is generic, what begins with its words is not', () => {
  expect(isGeneric(titleKey('Editor’s note')!)).toBe(true);
  expect(isTelling(titleKey('Introduction to the Special Issue')!)).toBe(false);
  expect(isGeneric(titleKey('Editorial: on naming things')!)).toBe(false);
});

test.each(['Åström, Karl Johan', 'K. J. Åström', 'Karl Astrom', 'karl åström'])('%j is astrom k', (name) => {
  expect(authorKey(name)).toBe('astrom k');
});

test.each([
  ['van der Berg, Jan', 'Jan van der Berg', 'berg j'],
  ['García Márquez, G.', 'Gabriel García Márquez', 'marquez g'],
  ['Ben-David, S.', 'Shai Ben-David', 'david s'],
  ['O’Neil, C.', "Cathy O'Neil", "o'neil c"],
  ['Smith, Jr., R.', 'Robert Smith Jr.', 'smith r'],
  ['Sørensen, Łukasz', 'Lukasz Sorensen', 'sorensen l'],
])('%j and %j are %s', (a, b, key) => {
  expect([authorKey(a), authorKey(b)]).toEqual([key, key]);
});

test('one name alone is a key, no name is none', () => {
  expect(authorKey('Madonna')).toBe('madonna');
  expect(authorKey(' , ')).toBeUndefined();
});
