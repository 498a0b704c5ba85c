import { describe, expect, test } from 'vitest';
import { Shelf, shelf, type Told } from '#test/harness/corpora.ts';
import { suggest } from './suggest.ts';

const LIBRARY: Record<string, Told> = {
  vit: { title: 'Vision transformers for images', votes: 3, day: '2024-01-01', authors: ['Ada Lovelace', 'Bo Li'] },
  opt: { title: 'Optimization of transformers', votes: 900, day: '2024-01-01', authors: ['José García-Müller'] },
  old: { title: 'Transformers and power grids', votes: 0, day: '2001-01-01', authors: ['Lovell, Ada'] },
  zebra: {
    title: 'The zebra',
    abstract: 'Transformers in the abstract alone, and vision.',
    categories: ['cs.CL', 'math.CO'],
  },
  other: { title: 'The zebra crossing', day: '2024-01-01', categories: ['cs.CL', 'cs.LG'] },
};
const on = shelf(LIBRARY);

const typed = (text: string, { from = on, limit = 10, named = [] as string[] } = {}) =>
  suggest(from.engine.corpus, from.engine.spelling, text, limit, named);

describe('titles', () => {
  test('go on like what was typed, many votes and late days first', () => {
    expect(typed('transf').papers).toEqual(['opt', 'vit', 'old']);
    expect(typed('transformers').papers).toEqual(['opt', 'vit', 'old']);
    expect(typed('transf', { limit: 1 }).papers).toEqual(['opt']);
    expect(typed('zeb').papers).toEqual(['other', 'zebra']);
  });

  test('have every word that was typed, in any order and form, stop words aside', () => {
    expect(typed('transformer im').papers).toEqual(['vit']);
    expect(typed('image of transfo').papers).toEqual(['vit']);
    expect(typed('the zebra cro').papers).toEqual(['other']);
    expect(typed('power vis').papers).toEqual([]);
  });

  test('of a word at any letter', () => {
    for (let length = 3; length <= 'optimizations'.length; length++) {
      expect(typed('optimizations'.slice(0, length)).papers).toEqual(['opt']);
    }
  });

  test.each(['tranfsormers', 'trnasf', 'transqormer im', 'visoin transf', 'zbera', 'zebbra'])(
    'misspelt: %s',
    (text) => {
      expect(typed(text).papers).not.toEqual([]);
    },
  );

  test('of papers that are gone are not there', () => {
    const changed = shelf(LIBRARY).take({ opt: undefined, vit: { ...LIBRARY.vit, title: 'Vision' } });
    expect(typed('transf', { from: changed }).papers).toEqual(['old']);
  });
});

describe('authors', () => {
  const names = (text: string) => typed(text).authors.map(({ key }) => key);

  test.each([
    ['ada', ['ada lovelace', 'ada lovell']],
    ['love', ['ada lovelace', 'ada lovell']],
    ['ada lovela', ['ada lovelace']],
    ['lovelace a', ['ada lovelace']],
    ['garc', ['jose garcia muller']],
    ['José Mü', ['jose garcia muller']],
    ['bo l', ['bo li']],
    ['lace', []],
    ['ada li', []],
  ])('%s', (text, keys) => {
    expect(names(text)).toEqual(keys);
  });

  test('with a paper of each, the most papers first', () => {
    const papers: Record<string, Told> = { gone: { authors: ['Ann Other'] } };
    for (let n = 0; n < 3; n++) papers[`p${n}`] = { authors: ['Ann Many', `Ann Single${n}`] };
    const own = shelf(papers).take({ gone: undefined });
    const { authors } = typed('ann', { from: own });
    expect(authors[0]).toEqual({ key: 'ann many', paper: 'p2', papers: 3 });
    expect(authors.map(({ key }) => key)).not.toContain('ann other');
    expect(typed('ann', { from: own, limit: 2 }).authors).toHaveLength(2);
  });

  test('one of thousands is found by first name and a letter', () => {
    const papers = Array.from({ length: 900 }, (_, n): [string, Told] => [
      `p${n}`,
      { authors: [`Lia Lorem${n}`, ...(n === 899 ? ['Yann LeCun'] : [])] },
    ]);
    const own = new Shelf().take(papers);
    expect(typed('yann l', { from: own }).authors.map(({ key }) => key)).toEqual(['yann lecun']);
    expect(typed('l yann', { from: own }).authors.map(({ key }) => key)).toEqual(['yann lecun']);
  });
});

test('categories by code and by name, the most frequent first', () => {
  expect(typed('cs.').categories).toEqual([]);
  expect(typed('cs.c').categories).toEqual([{ category: 'cs.CL', papers: 2 }]);
  expect(typed('CS.L').categories).toEqual([{ category: 'cs.LG', papers: 1 }]);
  expect(typed('combinatorics', { named: ['math.CO', 'cs.XX'] }).categories).toEqual([
    { category: 'math.CO', papers: 1 },
  ]);
  expect(typed('xyz', { named: ['math.CO', 'cs.CL'], limit: 1 }).categories).toEqual([
    { category: 'cs.CL', papers: 2 },
  ]);
});

test('from three letters on', () => {
  const nothing = { papers: [], authors: [], categories: [] };
  for (const text of ['', ' ', 'a', 'ad', 'ad ', '???', '\u0000', 'a.d']) expect(typed(text)).toEqual(nothing);
  expect(typed('ada').authors).toHaveLength(2);
});

test('of a long text only the beginning counts', () => {
  expect(typed(`zebra ${'x'.repeat(500)}`).papers).toEqual([]);
  expect(typed(`${'the '.repeat(60)}zebra`)).toMatchObject({ authors: [], categories: [] });
  expect(typed('the zebra '.padEnd(200).concat('wombat')).papers).toEqual(['other', 'zebra']);
});
