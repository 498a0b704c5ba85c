import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#floor/day.ts';
import { parseQuery } from './parse.ts';
import { printClause, printQuery } from './print.ts';
import { type Clause, type Condition, LONGEST_QUESTION, MOST_CLAUSES, type Query } from './query.ts';

/** Text with all that could be mistaken for the language, in names and phrases too; what it cannot hold are quotation marks. */
const signs = fc.constantFrom(
  ..."-():,;.*<>[]_/\\'&|+ AND OR NOT ANDNOT title: auther: cat: year:2024 é 李 ש 😀 5".split(' '),
);
const word = fc.constantFrom('graph', 'LeCun', 'GPT-4', 'naïve', '中文', 'C++', 'x');
const phrase = fc
  .array(fc.oneof(word, signs), { minLength: 1, maxLength: 6 })
  .map((pieces) => `w ${pieces.join(' ')}`)
  .map((text) => text.trim());
const plainWord = fc.oneof(word, fc.constantFrom('-', '--', '-5', 'title:', 'node:fs', 'f(x)', '(self-)made', '😀'));

const day = fc.integer({ min: -300_000, max: 300_000 }).map((count) => addDays('2000-01-01', count));
const days = fc.tuple(day, day, fc.constantFrom('from', 'to', 'both', 'years')).map(([a, b, ends]): Condition => {
  const [from, to] = a < b ? [a, b] : [b, a];
  if (ends === 'years') return { kind: 'days', from: `${from.slice(0, 4)}-01-01`, to: `${to.slice(0, 4)}-12-31` };
  return { kind: 'days', ...(ends !== 'to' && { from }), ...(ends !== 'from' && { to }) };
});
const field = fc.constantFrom('any' as const, 'title' as const, 'abstract' as const);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    kind: fc.constant('words' as const),
    field,
    words: fc.oneof(word, fc.constantFrom('3d', 'a:b', 'title:x', 'AND', '-x')),
  }),
  fc.record({ kind: fc.constant('phrase' as const), field, words: phrase }),
  fc.record({ kind: fc.constant('author' as const), name: phrase.map((text) => text.replaceAll('_', '-')) }),
  fc.record({ kind: fc.constant('organization' as const), name: phrase }),
  fc.record({
    kind: fc.constant('category' as const),
    category: fc.constantFrom('cs', 'cs.CL', 'hep-th', 'cond-mat.soft'),
  }),
  fc.record({ kind: fc.constant('source' as const), source: fc.constantFrom('arxiv', 'daily-papers') }),
  fc.record({
    kind: fc.constant('has' as const),
    what: fc.constantFrom('code' as const, 'abstract' as const, 'project' as const),
  }),
  fc.record({
    kind: fc.constant('id' as const),
    id: fc.constantFrom('2501.00001', 'math/0309136', '10.1000/a(b)c),;', '10.1000/x:y'),
  }),
  days,
);
const clause: fc.Arbitrary<Clause> = fc.tuple(fc.boolean(), condition).map(([not, one]) => ({ not, ...one }));
const query: fc.Arbitrary<Query> = fc.record({
  words: fc.array(plainWord, { maxLength: 10 }).map((words) => words.join(' ')),
  clauses: fc.uniqueArray(clause, { maxLength: 12, selector: printClause }),
  ignored: fc.constant([]),
});

/** Text made of the language's own pieces, put together without sense. */
const pieces = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: signs },
      { weight: 2, arbitrary: word },
      fc.constantFrom(
        ...[
          '"',
          '“',
          '»',
          '(',
          ')',
          '-',
          ' ',
          ' ',
          ' ',
          'ti:',
          'au:',
          'jr:',
          'id:',
          'all:',
          'has:code',
          'before:2025',
          'submittedDate:[2023 TO',
        ],
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));
const anyText = fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 200 }));

test('the text of a question is that question', () => {
  fc.assert(
    fc.property(query, (one) => {
      expect(parseQuery(printQuery(one))).toEqual(one);
    }),
    { numRuns: 500 },
  );
});

test('whatever is typed is read, is bounded, and has a text that is read the same', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { words, clauses } = parseQuery(text);
      const canonical = printQuery({ words, clauses });
      expect(parseQuery(canonical)).toEqual({ words, clauses, ignored: [] });
      expect(canonical.isWellFormed()).toBe(true);
      expect(canonical.length).toBeLessThanOrEqual(LONGEST_QUESTION);
      expect(clauses.length).toBeLessThanOrEqual(MOST_CLAUSES);
    }),
    { numRuns: 1_000 },
  );
});

test.each<[Condition, string]>([
  [{ kind: 'days', from: '2024-01-01', to: '2024-12-31' }, 'year:2024'],
  [{ kind: 'days', from: '2024-01-01', to: '2026-12-31' }, 'year:2024..2026'],
  [{ kind: 'days', from: '2025-03-01' }, 'date:2025-03..'],
  [{ kind: 'days', to: '2024-12-31' }, 'year:..2024'],
  [{ kind: 'author', name: 'Yann LeCun' }, 'author:"Yann LeCun"'],
  [{ kind: 'id', id: '10.1000/x' }, 'id:10.1000/x'],
])('%j is written %s', (one, text) => {
  expect(printClause({ not: false, ...one })).toBe(text);
  expect(printClause({ not: true, ...one })).toBe(`-${text}`);
});
