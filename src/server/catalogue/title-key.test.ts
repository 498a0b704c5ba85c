import { expect, test } from 'vitest';
import { authorKey, isTelling, titleKey } from './title-key.ts';

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

test.each(['Åström, Karl Johan', 'K. J. Åström', 'Karl Astrom', 'karl åström'])('%j is astrom k', (name) => {
  expect(authorKey(name)).toBe('astrom k');
});

test('one name alone is a key, no name is none', () => {
  expect(authorKey('Madonna')).toBe('madonna');
  expect(authorKey(' , ')).toBeUndefined();
});
