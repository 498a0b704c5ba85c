import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readList, writeList } from './list.ts';

test.each([
  ['cs.CL cs.LG', ['cs.CL', 'cs.LG']],
  [' cs.CL,cs.LG ,, stat.ML\t', ['cs.CL', 'cs.LG', 'stat.ML']],
  ['"/srv/my papers", /srv/others', ['/srv/my papers', '/srv/others']],
  ['', []],
  ['""', []],
])('%j is %j', (text, values) => {
  expect(readList(text)).toEqual(values);
});

test('a list that is written is read as it was', () => {
  const values = fc.array(fc.string({ unit: fc.constantFrom('a', '.', ' ', ',', '"', '/', '#') }));
  fc.assert(
    fc.property(values, (list) => {
      if (list.every((value) => value !== '' && !value.includes('"'))) expect(readList(writeList(list))).toEqual(list);
      else expect(() => writeList(list)).toThrow('cannot be empty or have a double quote in it');
    }),
  );
});
