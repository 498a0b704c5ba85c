import fc from 'fast-check';
import { expect, it } from 'vitest';
import { oneLine, paragraphs, quoted } from './text.ts';

it('makes one line of many', () => {
  expect(oneLine('  A  title\n  over lines\u00a0and\u2003spaces ')).toBe('A title over lines and spaces');
  expect(oneLine('plain')).toBe('plain');
});

it('unwraps paragraphs', () => {
  expect(paragraphs('  We show\nthat.\r\n\r\n \nSecond\tone.\n')).toBe('We show that.\n\nSecond one.');
  expect(paragraphs('\n\n')).toBe('');
});

it('takes out what acts unseen, and halves of characters', () => {
  expect(oneLine('a\u0000b\u001b[31mc\u202ed\ufeffe\ud800f')).toBe('ab[31mcde\ufffdf');
  expect(paragraphs('a\u0007\u009bb')).toBe('ab');
});

it('is finished after once, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const clean of [oneLine, paragraphs]) {
        const once = clean(text);
        expect(clean(once)).toBe(once);
        expect(once.isWellFormed()).toBe(true);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be gone
        expect(once).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
      }
      expect(oneLine(text)).not.toMatch(/\n|^\s|\s$|\s\s/);
    }),
    { numRuns: 2000 },
  );
});

it('quotes shortly', () => {
  expect(quoted('a\nb')).toBe('“a b”');
  expect(quoted('x'.repeat(10_000))).toHaveLength(62);
});

it('takes the next-line character for the end of a line', () => {
  expect([oneLine('\u0085'), oneLine('a\u0085b'), paragraphs('a\u0085b\u0085\u0085c')]).toEqual([
    '',
    'a b',
    'a b\n\nc',
  ]);
});
