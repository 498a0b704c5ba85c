import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { datesOf, isoMinute } from './dates.ts';
import { joinedOf } from './joined.fixture.ts';
import { parseQuery } from './parse.ts';
import { type DateTerm, FIELDS, printQuery, type TextTerm } from './query.ts';

const word = fc.stringMatching(/^[\p{L}\p{N}.\-*?'/:+&]{1,12}$/u);
const text = fc.oneof(
  fc.record<TextTerm>({
    is: fc.constant('text'),
    field: fc.constantFrom(...FIELDS),
    text: word,
    isQuoted: fc.constant(false),
  }),
  fc.record<TextTerm>({
    is: fc.constant('text'),
    field: fc.constantFrom(...FIELDS),
    text: fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
    isQuoted: fc.constant(true),
  }),
);
const minute = fc.date({ min: new Date('1991-01-01'), max: new Date('2099-01-01'), noInvalidDate: true });
const end = fc.oneof(
  fc.constant('*'),
  minute.map((date) => date.toISOString().slice(0, 16).replace(/[-T:]/g, '')),
);
const dates = fc.record<DateTerm>({
  is: fc.constant('dates'),
  field: fc.constantFrom('submittedDate', 'lastUpdatedDate'),
  from: end,
  to: end,
});

/** Any query. */
const anyQuery = joinedOf([text, dates], { maxDepth: 5, withCrossShrink: true });

test('what is printed is read as the same query', () => {
  fc.assert(
    fc.property(anyQuery, (query) => {
      expect(parseQuery(printQuery(query))).toEqual(query);
    }),
    { numRuns: 1_000 },
  );
});

test('whatever is asked is a query or a mistake in words, and never takes long', () => {
  const pieces = fc.constantFrom(
    '(',
    ')',
    '"',
    '[',
    ']',
    'AND',
    'OR',
    'ANDNOT',
    'NOT',
    'ti:',
    'submittedDate:',
    ' ',
    'a',
    '*',
    ':',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces, { maxLength: 40 }).map((all) => all.join('')),
      ),
      (typed) => {
        try {
          const query = parseQuery(typed);
          if (query) expect(parseQuery(printQuery(query))).toEqual(query);
        } catch (error) {
          expect(error).toMatchObject({ name: 'Invalid', message: expect.stringMatching(/\w/) });
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

const WRITTEN_BACK: [string, string][] = [
  ['testing', 'all:testing'],
  ['ti:checkerboard', 'ti:checkerboard'],
  ['au:del_maestro AND ti:checkerboard', 'au:del_maestro AND ti:checkerboard'],
  [
    'au:del_maestro ANDNOT (ti:checkerboard OR ti:Pyrochlore)',
    'au:del_maestro ANDNOT (ti:checkerboard OR ti:Pyrochlore)',
  ],
  ['au:a AND NOT ti:b', 'au:a ANDNOT ti:b'],
  [
    'cat:cs.* AND submittedDate:[202512170000 TO 202512172359]',
    'cat:cs.* AND submittedDate:"202512170000 TO 202512172359"',
  ],
  ['submittedDate:[20230101 TO 20230131]', 'submittedDate:"202301010000 TO 202301312359"'],
  ['submittedDate:[20230101060010 TO *]', 'submittedDate:"202301010600 TO *"'],
  ['lastUpdatedDate:[202301010600 TO 202301012400]', 'lastUpdatedDate:"202301010600 TO 202301012359"'],
  ['cat:(cs.CL cs.LG)', 'cat:cs.CL OR cat:cs.LG'],
  ['abs:(Syntactic AND "natural language")', 'abs:Syntactic AND abs:"natural language"'],
  ['ti:deep learning', 'ti:deep OR all:learning'],
  ['a OR b AND c', 'all:a OR all:b AND all:c'],
  ['(a OR b) AND c', '(all:a OR all:b) AND all:c'],
  ['a AND (b AND c)', 'all:a AND (all:b AND all:c)'],
  ['TI:x', 'ti:x'],
  ['foo:bar', 'all:foo:bar'],
  ['co: NeurIPS', 'co:NeurIPS'],
  ['"  two   words "', 'all:"two words"'],
  ['(((x)))', 'all:x'],
];

test.each(WRITTEN_BACK)('%s is written back as %s', (typed, printed) => {
  expect(printQuery(parseQuery(typed)!)).toBe(printed);
});

describe('no query', () => {
  test.each(['', '  '])('is asked by “%s”', (typed) => expect(parseQuery(typed)).toBeUndefined());

  test.each([
    '(',
    'a)',
    '"open',
    'ti:',
    'ti:()',
    'a AND',
    'OR b',
    'a AND OR b',
    'a NOT b',
    '""',
    'submittedDate:2024',
    'submittedDate:[2024]',
    'submittedDate:[20241340 TO 20250101]',
    'submittedDate:[now TO *]',
    'submittedDate:[20230230 TO *]',
    'submittedDate:[202301012500 TO *]',
    '('.repeat(200),
    'a '.repeat(2_000),
    'x'.repeat(30_000),
  ])('is %s, and why is said', (typed) => {
    expect(() => parseQuery(typed)).toThrow(expect.objectContaining({ name: 'Invalid' }));
  });
});

test('a range counts whole minutes, and a day all of it', () => {
  expect(datesOf('20240229 TO 20240229')).toEqual({ from: '202402290000', to: '202402292359' });
  expect(isoMinute('202402292359')).toBe('2024-02-29T23:59');
});
