import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pathOf } from './path.ts';

/** What an address says, read in full. */
const inFull = (url: string) => {
  try {
    return decodeURI(new URL(url, 'http://localhost').pathname);
  } catch {
    return url;
  }
};

it('reads a path as an address does, however it is spelled', () => {
  const part = fc.constantFrom(
    'papers',
    '..',
    '.',
    '',
    'a.b',
    '.hidden',
    'a..b',
    '%61pi',
    '%2e%2e',
    'é',
    '\\',
    '2501.00001',
    'feed.atom',
    '-',
    '_',
    'x y',
  );
  const url = fc
    .tuple(fc.array(part), fc.constantFrom('', '/', '?q=a/../b', '?', '#x', '?%zz'))
    .map(([parts, end]) => `/${parts.join('/')}${end}`);
  fc.assert(
    fc.property(fc.oneof(url, fc.string({ unit: 'binary' })), (text) => {
      expect(pathOf({ url: text })).toBe(inFull(text));
    }),
    { numRuns: 1_000 },
  );
});
