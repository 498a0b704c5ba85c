import { describe, expect, test } from 'vitest';
import { parseQuery } from './parse.ts';
import { printQuery } from './print.ts';
import { type Clause, LONGEST_QUESTION, MOST_CLAUSES, MOST_WORDS } from './query.ts';

/** The canonical text, which says words and clauses at once. */
const canonical = (text: string) => printQuery(parseQuery(text));
const ignoredIn = (text: string) => parseQuery(text).ignored.map((one) => `${one.text} ${one.why}`);

test('a question becomes words and clauses', () => {
  expect(parseQuery('graph learning "message passing" -survey title:diffusion cat:cs.LG has:code')).toEqual({
    words: 'graph learning',
    clauses: [
      { not: false, kind: 'phrase', field: 'any', words: 'message passing' },
      { not: true, kind: 'words', field: 'any', words: 'survey' },
      { not: false, kind: 'words', field: 'title', words: 'diffusion' },
      { not: false, kind: 'category', category: 'cs.LG' },
      { not: false, kind: 'has', what: 'code' },
    ],
    ignored: [],
  });
});

test.each<[string, Clause]>([
  ['abs:"in context"', { not: false, kind: 'phrase', field: 'abstract', words: 'in context' }],
  ['all:electron', { not: false, kind: 'words', field: 'any', words: 'electron' }],
  ['author:"Yann LeCun"', { not: false, kind: 'author', name: 'Yann LeCun' }],
  ['author:"LeCun, Yann"', { not: false, kind: 'author', name: 'LeCun, Yann' }],
  ['au:del_maestro', { not: false, kind: 'author', name: 'del maestro' }],
  ['-author:LeCun,', { not: true, kind: 'author', name: 'LeCun' }],
  ['cat:CS.cl', { not: false, kind: 'category', category: 'cs.CL' }],
  ['cat:cs.*', { not: false, kind: 'category', category: 'cs' }],
  ['category:Hep-Th', { not: false, kind: 'category', category: 'hep-th' }],
  ['cat:COND-MAT.MES-HALL', { not: false, kind: 'category', category: 'cond-mat.mes-hall' }],
  ['cat:"machine learning"', { not: false, kind: 'category', category: 'cs.LG' }],
  ['cat:68T07', { not: false, kind: 'category', category: '68T07' }],
  ['cat:I.2.7', { not: false, kind: 'category', category: 'I.2.7' }],
  ['cat:q-bio.nc', { not: false, kind: 'category', category: 'q-bio.NC' }],
  ['org:"Meta AI"', { not: false, kind: 'organization', name: 'Meta AI' }],
  ['source:Daily-Papers', { not: false, kind: 'source', source: 'daily-papers' }],
  ['HAS:Code', { not: false, kind: 'has', what: 'code' }],
  ['-has:project', { not: true, kind: 'has', what: 'project' }],
  ['id:2501.00001v2', { not: false, kind: 'id', id: '2501.00001' }],
  ['id:10.1000/X', { not: false, kind: 'id', id: '10.1000/x' }],
  ['id:https://arxiv.org/abs/math.GT/0309136v1', { not: false, kind: 'id', id: 'math/0309136' }],
  ['id:p-0000000000', { not: false, kind: 'id', id: 'p-0000000000' }],
])('%s', (text, clause) => {
  expect(parseQuery(text)).toEqual({ words: '', clauses: [clause], ignored: [] });
});

describe('signs that are part of the words stay there', () => {
  test.each([
    'Attention: a survey',
    'GPT-4: a report, 10:30, C++ and node:fs',
    'https://example.org/a?b=c',
    'a - b -- c -5 -(x+1) x-y self-supervised',
    'f(x) (self-)attention O(n) (really)',
    'title: author: and',
    'constructor:x __proto__:y bear:z is:open',
    '5" of it don’t',
    'arXiv:2501.00001 and doi:10.1000/x',
  ])('%s', (text) => {
    expect(parseQuery(text)).toEqual({ words: text, clauses: [], ignored: [] });
  });
});

describe('habits', () => {
  test.each([
    // arXiv
    ['au:del_maestro AND ti:checkerboard', 'author:"del maestro" title:checkerboard'],
    ['au:del_maestro ANDNOT ti:checkerboard', 'author:"del maestro" -title:checkerboard'],
    ['ti:(graph neural) networks', 'networks title:graph title:neural'],
    ['all:a ANDNOT (cat:cs.LG OR "x y" OR survey) b', 'b all:a -cat:cs.LG -"x y" -survey'],
    ['submittedDate:[202301010600 TO 202401010600]', 'date:2023-01-01..2024-01-01'],
    // GitHub, Scholar
    ['graph NOT survey', 'graph -survey'],
    ['-"x y" -cat:cs.LG -(ti:a)', '-"x y" -cat:cs.LG -title:a'],
    ['NOT -x', '-x'],
    ['graph OR tree AND bush', 'graph tree bush'],
    ['intitle:graph', 'title:graph'],
    // keyboards
    ['“a b” „c d“ «e f» “g h"', '"a b" "c d" "e f" "g h"'],
    ['"graph learning", "trees".', '"graph learning" "trees"'],
    ['a\u3000b\tc\n d', 'a b c d'],
  ])('%s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
    expect(ignoredIn(text)).toEqual([]);
  });
});

describe('what is left out is said, and the rest is searched', () => {
  test.each([
    ['auther:lecun x', 'lecun x', /^auther:lecun .*did you mean author:\?/],
    ['tilte:"a b"', 'a b', /title:/],
    ['-auther:lecun x', 'x', /author:\?\)$/],
    ['jr:Nature x', 'Nature x', /^jr:Nature asks for journal references/],
    ['has:video x', 'x', /^has:video .*code, abstract or project$/],
    ['cat:"no such thing" x', 'no such thing x', /looks? like cs\.CL/],
    ['cat:cs.ZZ x', 'x', /^cat:cs\.ZZ is no category of arXiv's cs$/],
    ['id:foo', 'foo', /neither an arXiv id nor a DOI/],
    ['year:soon x', 'x', /^year:soon names no days/],
    ['year:2026..2024 x', 'x', /ends before it begins/],
    ['before:2025-02-30 x', 'x', /names no days/],
    ['title:"" x', 'x', /^title:"" holds no word/],
    ['cat:cs.CL OR cat:cs.LG', 'cat:cs.CL cat:cs.LG', /^OR cannot join/],
    ['graph OR cat:cs.LG', 'graph cat:cs.LG', /^OR cannot join/],
    ['(cat:cs.CL AND (ti:x))', 'cat:cs.CL title:x', /^\( \) group nothing/],
    ['"to the end', '"to the end"', /^"to the end has no closing/],
    ['graph NOT', 'graph', /^NOT has nothing after it/],
  ])('%s', (text, searched, reason) => {
    expect(canonical(text)).toBe(searched);
    expect(ignoredIn(text)).toEqual([expect.stringMatching(reason)]);
  });
});

describe('a question has an end', () => {
  test('after so many words', () => {
    const words = Array.from({ length: MOST_WORDS + 3 }, (_, i) => `w${i}`).join(' ');
    expect(canonical(words).split(' ')).toHaveLength(MOST_WORDS);
    expect(ignoredIn(words)).toEqual(['w64 w65 w66 stands after the 64th word']);
  });

  test('after so many conditions', () => {
    const text = Array.from({ length: MOST_CLAUSES + 1 }, (_, i) => `-w${i}`).join(' ');
    expect(parseQuery(text).clauses).toHaveLength(MOST_CLAUSES);
    expect(ignoredIn(text)).toEqual(['-w32 is one condition too many']);
  });

  test('after so many characters, before the word that stands there', () => {
    const text = `${'abcdefg '.repeat(3)}${'x'.repeat(LONGEST_QUESTION)} more`;
    expect(canonical(text)).toBe('abcdefg abcdefg abcdefg');
    expect(ignoredIn(text)).toEqual([expect.stringMatching(/^x{59}… stands after the first 2,000 characters$/)]);
  });

  test('also where its canonical text is the longer one', () => {
    const text = Array.from({ length: 31 }, (_, i) => `ti:${'y'.repeat(57)}${i}`).join(' ');
    expect(text.length).toBeLessThan(LONGEST_QUESTION);
    expect(canonical(text).length).toBeLessThanOrEqual(LONGEST_QUESTION);
    expect(ignoredIn(text)).toEqual([expect.stringMatching(/one condition too many$/)]);
  });

  test.each(['(', ')', '"', '-(', 'ti:(', 'year:[', 'NOT ', 'a:', 'author:', ' ', '\0', '\ud800', 'has:x ', '😀'])(
    'a million characters of %j are no burden',
    (piece) => {
      const { ignored } = parseQuery(piece.repeat(1_000_000 / piece.length));
      expect(ignored.length).toBeLessThanOrEqual(16);
    },
  );
});

test('no control, direction mark or half character gets in', () => {
  expect(parseQuery('a\0b \u202egnp.exe\u202c \ud83d 👩‍👩‍👧 שלום -عربي')).toEqual({
    words: 'ab gnp.exe \ufffd 👩‍👩‍👧 שלום',
    clauses: [{ not: true, kind: 'words', field: 'any', words: 'عربي' }],
    ignored: [],
  });
});
