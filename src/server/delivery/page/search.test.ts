import { describe, expect, it } from 'vitest';
import { barePaper } from '#catalogue/bare-paper.fixture.ts';
import { parseQuery, type SearchHit, type SearchQuery, type SearchResult } from '#search/index.ts';
import { authorPath, likePath, searchPath } from './address.ts';
import { sizeWords } from './found-words.ts';
import { searchView, unansweredView } from './search.ts';
import { sumOf } from './sum.ts';

const PAPER = barePaper({ id: '2601.00001', title: '<b>Title</b> with $x$', abstract: 'Text. '.repeat(60) });

const found = (text: string, more: Partial<SearchResult> = {}): SearchResult => ({
  query: parseQuery(text),
  hits: [],
  total: 0,
  matched: 'all',
  reachable: more.total ?? 0,
  corrections: [],
  missing: [],
  ...more,
});
const asked = (text: string, more: Partial<SearchQuery> = {}): SearchQuery => ({
  text,
  order: 'relevance',
  offset: 0,
  limit: 20,
  ...more,
});
const textOf = (path: string) => new URL(path, 'http://localhost').searchParams.get('q');

describe('a search', () => {
  it('marks what was found where the spans are the paper’s own text', () => {
    const spans = (text: string) => [
      { text: text.slice(0, 3), highlight: false },
      { text: text.slice(3, 8), highlight: true },
      { text: text.slice(8), highlight: false },
    ];
    const hit: SearchHit = {
      paper: PAPER,
      score: 1,
      because: [],
      title: spans(PAPER.title),
      abstract: spans('another text'),
    };
    const view = searchView(
      asked('title', { offset: 20 }),
      found('title', { hits: [hit], total: 5_000, reachable: 21 }),
    );
    expect(view).toMatchObject({ size: '5,000 papers have this word.', page: 2, pages: 2, heading: '“title”' });
    expect(view.cards[0]!.titleHtml).toMatch(/^&lt;b&gt;<mark>Title<\/mark>/);
    expect(view.cards[0]!.abstractHtml).not.toContain('<mark>');
  });

  it.each([
    ['graph learning', { total: 312 }, '312 papers have all the words.'],
    ['graph learning', { total: 1 }, '1 paper has all the words.'],
    ['graph learning', { total: 4_211, matched: 'any' }, 'No paper has all the words; 4,211 have some.'],
    [
      'graph learning year:2026',
      { total: 1, matched: 'any' },
      'No paper that meets the conditions has all the words; 1 has some.',
    ],
    ['graph', { total: 0 }, 'No paper has this word.'],
    ['!!! 💥', { total: 0 }, 'Nothing is left to look for: no word and no condition.'],
    ['year:9999', { total: 0 }, 'Nothing is left to look for: no word and no condition.'],
    ['cat:cs.CL', { total: 312 }, '312 papers.'],
    ['cat:cs.CL', { total: 0 }, 'No paper meets the conditions.'],
  ] as const)('says of %s, %o: %s', (text, more, words) => {
    expect(sizeWords(found(text, more))).toBe(words);
  });

  it('says what was left out and what was looked for instead', () => {
    const corrections = [{ word: 'tranformer', instead: 'transform' }];
    const { notes } = searchView(asked(''), found('tranformer cat:cs.ZZ', { total: 3, corrections }));
    expect(notes[0]).toBe('Hardly a paper has “tranformer”; looked for “transform” too.');
    expect(notes[1]).toMatch(/^Left out: “cat:cs.ZZ” is no category/);
  });

  it('has a way to drop each condition, and keeps what else was chosen', () => {
    const text = 'graph cat:cs.CL year:2026';
    const { chips } = searchView(asked(text, { order: 'votes', explain: true }), found(text, { total: 3 }));
    expect(chips.map(({ words }) => words)).toEqual(['in cs.CL', 'in 2026']);
    expect(chips[0]!.path).toBe('/papers?q=graph%20year%3A2026&order=votes&explain=1');
    expect(searchView(asked('cat:cs.CL'), found('cat:cs.CL', { total: 3 })).chips[0]!.path).toBe('/papers');
  });

  it('shows no character that a page cannot carry', () => {
    expect(searchView(asked('\u0000'), found('\u0000')).heading).toBe('“”');
    expect(unansweredView(asked('a\u202eb'), 'No.')).toMatchObject({ heading: '“ab”', unavailable: 'No.' });
  });

  it('goes by date where nothing ranks', () => {
    const { orders } = searchView(asked('cat:cs.CL'), found('cat:cs.CL', { total: 3 }));
    expect(orders.map(({ words, isOn }) => [words, isOn])).toEqual([
      ['Date', true],
      ['Votes', false],
    ]);
  });
});

describe('what narrows a search', () => {
  const count = (value: string, count: number) => ({ value, count });
  const facets = {
    years: [count('2026', 4), count('2025', 6)],
    categories: [
      count('cs.CL', 10),
      count('I.2.7', 9),
      ...Array.from('ABCDEFGH', (_, at) =>
        count(['cs.AI', 'cs.CV', 'cs.LG', 'cs.NE', 'cs.IR', 'cs.RO', 'cs.SE', 'cs.DB'][at]!, 8 - at),
      ),
    ],
    sources: [count('arxiv', 10)],
    has: [count('abstract', 9), count('code', 3)],
  };
  const text = 'graph cat:cs.CL';
  const groups = searchView(asked(text, { order: 'date' }), found(text, { total: 10, facets })).facets;

  it('adds a condition, or takes back the one that holds', () => {
    const [years, categories] = groups;
    expect(textOf(years!.shown[0]!.path)).toBe('graph cat:cs.CL year:2026');
    expect(years!.shown[0]!.path).toContain('&order=date');
    expect(categories!.shown[0]).toMatchObject({ words: 'cs.CL', name: 'Computation and Language', isOn: true });
    expect(textOf(categories!.shown[0]!.path)).toBe('graph');
  });

  it('shows eight categories of arXiv, and nothing that every paper has', () => {
    expect(groups.map(({ heading }) => heading)).toEqual(['Year', 'Category', 'With']);
    expect(groups[1]!.shown).toHaveLength(8);
    expect(groups[1]!.more.map(({ words }) => words)).toEqual(['cs.DB']);
    expect(groups[2]!.shown.map(({ words }) => words)).toEqual(['Code']);
  });
});

describe('a sum', () => {
  const hit = {
    paper: PAPER,
    title: [],
    abstract: [],
    because: [{ signal: 'identity', words: 'It has this title', points: 1_000 }],
  };

  it('has a line for each word, and lines that add up', () => {
    const explanation = { terms: [{ word: 'graph', points: 40.25 }], words: 40.25, meaning: 9.5, nearness: -0.04 };
    expect(sumOf({ ...hit, because: [], score: 49.75, explanation })).toEqual({
      lines: [
        { name: '“graph”', points: '40.25', isPart: true },
        { name: 'Words', points: '40.25', isPart: false },
        { name: 'Meaning, cosine −0.04', points: '9.50', isPart: false },
      ],
      total: '49.75',
    });
  });

  it('is not made where nothing was weighed', () => {
    expect(sumOf({ ...hit, score: 0 } as SearchHit)).toBeUndefined();
    expect(searchView(asked('a', { order: 'votes' }), found('a', { total: 3 })).explain).toBeUndefined();
    expect(searchView(asked('a'), found('a', { total: 3 })).explain).toEqual({
      path: '/papers?q=a&explain=1',
      isOn: false,
    });
  });

  it('is its reasons where nothing was weighed', () => {
    expect(sumOf({ ...hit, score: 1_000 } as SearchHit)).toEqual({
      lines: [{ name: 'It has this title', points: '1,000.00', isPart: false }],
      total: '1,000.00',
    });
  });
});

describe('addresses', () => {
  it.each([
    ['Yann LeCun', 'author:"Yann LeCun"'],
    ['Plato', 'author:Plato'],
    ['<b>Bold</b> "Author"', 'author:"<b>Bold</b> Author"'],
    ['דוד בן גוריון', 'author:"דוד בן גוריון"'],
    ['a cat:cs.CL', 'author:"a cat:cs.CL"'],
    ['"', '"'],
  ])('the papers of %s', (name, text) => {
    expect(textOf(authorPath(name))).toBe(text);
    if (name !== '"') expect(parseQuery(text).clauses).toMatchObject([{ kind: 'author' }]);
  });

  it('of a search say only what is not so anyway', () => {
    expect(searchPath('a&b', { order: 'relevance' })).toBe('/papers?q=a%26b');
    expect(searchPath('a', { order: 'votes', explain: true })).toBe('/papers?q=a&order=votes&explain=1');
  });

  it('of papers like others keep slashes of one, and list several', () => {
    expect(likePath(['10.1145/a#b'])).toBe('/papers/like/10.1145/a%23b');
    expect(likePath(['a/b', '2601.00001'], 'date')).toBe('/papers/like?id=a%2Fb&id=2601.00001&order=date');
    expect(likePath([])).toBe('/papers/like');
  });
});
