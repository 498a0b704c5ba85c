import { expect, test } from 'vitest';
import { hasClause, withClause, withoutClause } from './clauses.ts';
import { clauseWords, queryWords } from './in-words.ts';
import { parseQuery } from './parse.ts';
import { printQuery } from './print.ts';
import { type Clause, isPlain } from './query.ts';

const cl: Clause = { not: false, kind: 'category', category: 'cs.CL' };
/** The same with its keys in another order, as a row of a database may give it back. */
const clAgain: Clause = { category: 'cs.CL', kind: 'category', not: false };

test('a facet adds its clause once and takes it away by value', () => {
  const plain = parseQuery('graph learning');
  const narrowed = withClause(withClause(plain, cl), clAgain);
  expect(printQuery(narrowed)).toBe('graph learning cat:cs.CL');
  expect(hasClause(narrowed, clAgain)).toBe(true);
  expect(hasClause(narrowed, { ...cl, not: true })).toBe(false);
  expect(withoutClause(narrowed, clAgain)).toEqual(plain);
  expect(plain.clauses).toEqual([]);
});

test('a second category narrows the first', () => {
  const both = withClause(parseQuery('cat:cs.CL'), { not: false, kind: 'category', category: 'cs.LG' });
  expect(printQuery(both)).toBe('cat:cs.CL cat:cs.LG');
});

test('a question is plain without clauses', () => {
  expect(isPlain(parseQuery('Attention: a survey'))).toBe(true);
  expect(isPlain(parseQuery('attention -survey'))).toBe(false);
});

test.each([
  ['cat:cs.CL', 'in cs.CL'],
  ['-cat:cs', 'not in cs'],
  ['after:2024', 'since 2024'],
  ['before:2024-03', 'until 2024-02'],
  ['year:2024', 'in 2024'],
  ['date:2024-03-05', 'on 2024-03-05'],
  ['-year:2024..2026', 'not from 2024 to 2026'],
  ['author:"Yann LeCun"', 'by Yann LeCun'],
  ['-survey', 'without “survey”'],
  ['title:"graph learning"', 'with “graph learning” in the title'],
  ['org:google', 'from google'],
  ['source:arxiv', 'seen at arxiv'],
  ['has:code', 'with code'],
  ['-has:project', 'without a project page'],
  ['id:2501.00001', 'named 2501.00001'],
])('%s is “%s”', (text, words) => {
  expect(parseQuery(text).clauses.map(clauseWords)).toEqual([words]);
});

test('a question in words', () => {
  expect(queryWords(parseQuery(''))).toBe('');
  expect(queryWords(parseQuery('graph learning'))).toBe('“graph learning”');
  expect(queryWords(parseQuery('graph learning cat:cs.CL after:2024'))).toBe('“graph learning” in cs.CL, since 2024');
  expect(queryWords(parseQuery('author:"Yann LeCun" -survey'))).toBe('Papers by Yann LeCun, without “survey”');
});
