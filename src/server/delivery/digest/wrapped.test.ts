import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeHtml } from '../text/escape.ts';
import { anyText } from './digest.fixture.ts';
import { fitted } from './fitted.ts';
import { COLUMNS, wrapped } from './wrapped.ts';

it.each([
  ['one two', 'one two'],
  ['  a\n b ', 'a b'],
  ['', ''],
  [`${'x'.repeat(70)} yy z`, `${'x'.repeat(70)}\nyy z`],
  [`${'x'.repeat(69)} yy z`, `${'x'.repeat(69)} yy\nz`],
  ['x'.repeat(100), `${'x'.repeat(72)}\n${'x'.repeat(28)}`],
  [`1. ${'x'.repeat(100)}`, `1. ${'x'.repeat(69)}\n${'x'.repeat(31)}`],
  ['漢'.repeat(40), `${'漢'.repeat(36)}\n${'漢'.repeat(4)}`],
  ['> said', '› said'],
  ['From here on', 'From\u00a0here on'],
])('%j is wrapped as %j', (text, lines) => {
  expect(wrapped(text)).toBe(lines);
});

it('no text loses a word, and no line is too long', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const line = fitted(text, 5_000);
      const lines = wrapped(line).split('\n');
      expect(lines.filter((one) => [...one].length > COLUMNS)).toEqual([]);
      const bare = (some: string) => some.replace(/[\s>›]/g, '');
      expect(bare(lines.join(''))).toBe(bare(line));
    }),
  );
});

it('what is fitted takes no more bytes than it may, and is whole', () => {
  fc.assert(
    fc.property(anyText, fc.nat(300), (text, bytes) => {
      const line = fitted(text, bytes);
      expect(Buffer.byteLength(escapeHtml(line))).toBeLessThanOrEqual(bytes);
      expect(line.isWellFormed()).toBe(true);
      expect(line).not.toMatch(/^\s|\s$|[\r\n\u2028\u2029]|\p{Cc}/u);
    }),
  );
});
