import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf, quoted } from './lines.ts';

test.each([
  ['PORT=80', 'PORT', '80'],
  [' export HOST = ::1 ', 'HOST', '::1'],
  ['A=', 'A', ''],
  ['A= # nothing', 'A', ''],
  ['A=cs.CL cs.LG   # what we read', 'A', 'cs.CL cs.LG'],
  ['A="b # c" # d', 'A', 'b # c'],
  ['A=\'it is "so"\'', 'A', 'it is "so"'],
  ['A=`a"\'b`', 'A', 'a"\'b'],
  ['A=$HOME\\n', 'A', '$HOME\\n'],
  ["A=it's", 'A', "it's"],
  ['\ufeffA=b', 'A', 'b'],
])('%s', (text, key, value) => {
  expect(linesOf(text)).toMatchObject([{ number: 1, sets: { key, value } }]);
});

test.each([
  ['A b', 'it is not KEY=value'],
  ['=b', 'it is not KEY=value'],
  ['a-b=c', 'it is not KEY=value'],
  ['A=b#c', 'its value needs quotes around it because of the #'],
  ['A="b" c', 'its quotes do not enclose the value; a value ends on its line'],
  ['A="b\nc"', 'its quotes do not enclose the value; a value ends on its line'],
  ['A=b\0', 'it has a control character in it'],
])('%j is wrong', (text, wrong) => {
  expect(linesOf(text)[0]).toEqual(expect.objectContaining({ number: 1, wrong }));
});

/** Lines as people write them, and as they should not. */
const anyText = fc
  .array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom(
          '',
          '# a remark',
          '  ',
          'A=1',
          'B = "x # y" # z',
          "C='q'",
          'A=2#3',
          'D="',
          'export E=`"`',
          '=',
          'F=',
        ),
        fc.string({ unit: 'grapheme' }),
      ),
      fc.constantFrom('\n', '\r\n', '\n\n'),
    ),
  )
  .map((lines) => lines.flat().join(''));

test('together the lines are the text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(
        linesOf(text)
          .map((line) => line.text + line.end)
          .join(''),
      ).toBe(text);
    }),
  );
});

test('where nothing is wrong, the values are those that Node reads', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const lines = linesOf(text);
      fc.pre(!lines.some(({ wrong }) => wrong));
      const own = Object.fromEntries(lines.flatMap(({ sets }) => (sets ? [[sets.key, sets.value]] : [])));
      expect(own).toEqual({ ...parseEnv(text) });
    }),
    { numRuns: 300 },
  );
});

test('a value in quotes is read as it was, or no quotes can hold it', () => {
  const value = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom('"', "'", '`', '#', ' ', 'a', '\\', 'n', ',') }),
  );
  fc.assert(
    fc.property(value, (one) => {
      const form = quoted(one);
      if (form === undefined) expect(one).toMatch(/\p{Cc}|["'`\\\s#]/u);
      else expect(parseEnv(`A=${form} # remark`).A).toBe(one);
    }),
  );
  expect(['cs.CL cs.LG', 'a # b', '"/srv/my papers"', ''].map(quoted)).toEqual([
    'cs.CL cs.LG',
    "'a # b'",
    '\'"/srv/my papers"\'',
    '',
  ]);
});
