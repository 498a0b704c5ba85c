import { describe, expect, test } from 'vitest';
import { chancePaper, Shelf, shelf, type Told, WORDS } from '#test/harness/corpora.ts';
import { wordVector } from '#test/harness/embedders.ts';
import { randomFrom } from '#test/harness/random.ts';
import type { Clause } from '../query/query.ts';
import { quantised } from './dense/quantised.ts';
import { MOST_HITS } from './engine.ts';
import type { Facets } from './question.ts';

const DIMENSIONS = 64;
const vectorOf = (text: string) => wordVector(text, DIMENSIONS);

/** Gives papers the vectors of these texts. */
function withVectors(on: Shelf, texts: Record<string, string>): Shelf {
  on.corpus.resetVectors({ dimensions: DIMENSIONS, nested: [] });
  for (const [id, text] of Object.entries(texts)) on.corpus.setVector(id, quantised(vectorOf(text)));
  return on;
}

function chanceShelf(seed: number, count: number): Shelf {
  const random = randomFrom(seed);
  return new Shelf().take(Array.from({ length: count }, (_, n): [string, Told] => [`p${n}`, chancePaper(random)]));
}

describe('a question that is a name', () => {
  const on = shelf({
    words: { title: 'All you need is attention attention attention', day: '2025-06-01' },
    first: { title: 'Attention Is All You Need', day: '2017-06-12', authors: ['Ashish Vaswani'] },
    again: { title: 'Attention is all you need!', day: '2024-01-01' },
    other: { title: 'A reply to Ashish Vaswani', abstract: 'By Ashish, for Vaswani.', day: '2025-01-01' },
    older: { title: 'Tensors', authors: ['Vaswani, Ashish'], day: '2016-01-01' },
  });

  test('of a title: papers with it, the newest first, then the others', () => {
    const answer = on.ask('attention: IS ALL you need');
    expect(answer.hits.map(({ id, exact }) => [id, exact])).toEqual([
      ['again', 'title'],
      ['first', 'title'],
      ['words', undefined],
    ]);
    expect(answer).toMatchObject({ shortcut: 'title', total: 3, reachable: 3 });
    expect(answer.hits[1]!.score).toBeGreaterThan(answer.hits[2]!.score);
    expect(on.ids('attention: IS ALL you need', { offset: 1, limit: 2 })).toEqual(['first', 'words']);
  });

  test('of an author: their papers, the newest first, in any order asked for', () => {
    for (const order of ['relevance', 'date', 'votes'] as const) {
      const { hits, shortcut } = on.ask('ashish vaswani', { order });
      expect(hits.map(({ id }) => id)).toEqual(['first', 'older', 'other']);
      expect(shortcut).toBe('author');
    }
    expect(on.ask('vaswani').shortcut).toBeUndefined();
  });

  test('is one only among the papers that meet the conditions', () => {
    const clauses: Clause[] = [{ kind: 'days', to: '2017-01-01', not: false }];
    expect(on.ids('ashish vaswani', { clauses })).toEqual(['older']);
    expect(on.ask('attention is all you need', { clauses }).shortcut).toBeUndefined();
  });
});

describe('order', () => {
  const on = shelf({
    a: { title: 'Zebra', day: '2024-01-01', votes: 5 },
    b: { title: 'Zebra', day: '2024-01-01', votes: 7 },
    c: { title: 'Zebra', day: '2025-01-01', votes: 5 },
    d: { title: 'Zebra', votes: 6 },
    e: { title: 'Vortex', day: '2026-01-01', votes: 99 },
    '0': { title: 'Zebra', day: '2023-01-01', votes: 6 },
  });

  test('by date: the newest first, of one day the later id, those without a day last', () => {
    expect(on.ids('zebra', { order: 'date' })).toEqual(['c', 'b', 'a', '0', 'd']);
  });

  test('by votes: the most first, of as many the newest', () => {
    expect(on.ids('zebra', { order: 'votes' })).toEqual(['b', '0', 'd', 'c', 'a']);
  });

  test('of conditions alone it is by date', () => {
    expect(on.ids('', { clauses: [{ kind: 'source', source: 'arxiv', not: false }] })).toEqual([
      'e',
      'c',
      'b',
      'a',
      '0',
      'd',
    ]);
  });

  test('stop words beside conditions are as no words', () => {
    const clauses: Clause[] = [{ kind: 'words', field: 'title', words: 'zebra', not: false }];
    expect(on.ask('the of', { clauses })).toMatchObject({ total: 5, matched: 'all', reachable: 5 });
    expect(on.ids('the')).toEqual([]);
  });

  test('a changed paper is in its new place', () => {
    const changed = shelf({ a: { title: 'Zebra', day: '2024-01-01' }, b: { title: 'Zebra', day: '2024-01-02' } });
    changed.take({ a: { title: 'Zebra', day: '2024-01-03' } });
    expect(changed.ids('zebra', { order: 'date' })).toEqual(['a', 'b']);
  });
});

describe('words', () => {
  const on = shelf({
    both: { title: 'Zebra vortex' },
    zebra: { title: 'Zebra' },
    vortex: { title: 'Vortex' },
    other: { title: 'Quantum kernel', day: '2024-01-01' },
    third: { title: 'Kernels' },
  });

  test('papers that have all are counted; all that have any are hits', () => {
    expect(on.ask('zebra vortex')).toMatchObject({ total: 1, matched: 'all', reachable: 3 });
    expect(on.ids('zebra vortex')[0]).toBe('both');
    expect(on.ask('zebra kernel')).toMatchObject({ total: 4, matched: 'any' });
    expect(on.ask('zebra xylophone')).toMatchObject({ total: 2, matched: 'any', corrections: [] });
    expect(on.ask('xylophone')).toMatchObject({ total: 0, matched: 'any', hits: [] });
  });

  test('a slip is corrected, and counts as the word that was meant but for less', () => {
    const answer = on.ask('zebar vortex');
    expect(answer).toMatchObject({ total: 1, matched: 'all', corrections: [{ word: 'zebar', instead: 'zebra' }] });
    const [first, second, third] = answer.hits.map(({ id }) => id);
    expect([first, second, third]).toEqual(['both', 'vortex', 'zebra']);
    expect(on.ask('zebra vortex').corrections).toEqual([]);
    // A word that one paper has is no slip, and one that is like nothing has no other.
    expect(on.ask('quantum xylophone').corrections).toEqual([]);
  });

  test('what each adds is said, and adds up to the points of the words', () => {
    const random = randomFrom(3);
    const papers = chanceShelf(8, 200);
    papers.corpus.resetVectors({ dimensions: DIMENSIONS, nested: [] });
    for (const id of papers.corpus.ids.slice(0, 150)) papers.corpus.setVector(id, quantised(vectorOf(id)));
    for (let n = 0; n < 30; n++) {
      const words = Array.from({ length: 1 + (n % 4) }, () => WORDS[Math.floor(random() * WORDS.length)]!).join(' ');
      const vector = n % 2 ? vectorOf(`p${n}`) : undefined;
      const { hits } = papers.ask(words, { explain: true, name: '', vector });
      expect(hits.length).toBeGreaterThan(0);
      expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((a, b) => b - a));
      for (const hit of hits) {
        expect(hit.words + hit.meaning).toBeCloseTo(hit.score);
        expect(hit.score).toBeLessThanOrEqual(100.001);
        const sum = (hit.terms ?? []).reduce((all, { points }) => all + points, 0);
        expect(sum).toBeCloseTo(hit.words);
        for (const { word } of hit.terms ?? []) expect(words.split(' ')).toContain(word);
      }
    }
    expect(papers.ask('zebra').hits[0]).not.toHaveProperty('terms');
  });
});

describe('meaning', () => {
  const told: Record<string, Told> = {
    a: { title: 'Zebra' },
    b: { title: 'Zebra vortex' },
    c: { title: 'Striped horses' },
  };
  const texts = { a: 'zebra', b: 'unlike', c: 'zebra striped horse' };

  test('brings papers that have none of the words, and says how near they are', () => {
    const on = withVectors(shelf(told), texts);
    const answer = on.ask('zebra', { vector: vectorOf('zebra') });
    expect(answer.hits.map(({ id }) => id).sort()).toEqual(['a', 'b', 'c']);
    // Of a title alone the cosine counts six tenths.
    expect(answer.hits[0]).toMatchObject({ id: 'a', score: expect.closeTo(99.29, 1) });
    expect(answer.hits[0]!.nearness).toBeCloseTo(1, 1);
    expect(answer.hits.find(({ id }) => id === 'c')).toMatchObject({ words: 0, nearness: expect.any(Number) });
    // By words two have it; what meaning brings is a hit, but not counted.
    expect(answer).toMatchObject({ total: 2, reachable: 3 });
  });

  test('keeps to the conditions, and leaves out what is gone', () => {
    const on = withVectors(shelf(told), texts);
    const clauses: Clause[] = [{ kind: 'id', id: 'c', not: true }];
    expect(on.ids('zebra', { vector: vectorOf('zebra'), clauses }).sort()).toEqual(['a', 'b']);
    on.take({ c: undefined });
    expect(on.ids('zebra', { vector: vectorOf('zebra') }).sort()).toEqual(['a', 'b']);
  });

  test.each([
    ['papers have no vectors', shelf(told), vectorOf('zebra')],
    ['the vector is of another length', withVectors(shelf(told), texts), wordVector('zebra', 32)],
    ['there is no vector', withVectors(shelf(told), texts), undefined],
  ])('without it words alone decide: %s', (_, on, vector) => {
    const { hits } = on.ask('zebra', { vector });
    expect(hits.map(({ id, meaning }) => [id, meaning])).toEqual([
      ['a', 0],
      ['b', 0],
    ]);
    expect(hits[0]!.score).toBeCloseTo(100);
    expect(hits[0]).not.toHaveProperty('nearness');
  });

  test('a vector of zeros is near to nothing', () => {
    const on = withVectors(shelf(told), texts);
    const { hits } = on.ask('zebra', { vector: new Float32Array(DIMENSIONS) });
    expect(hits.map(({ id, meaning }) => [id, meaning])).toEqual([
      ['a', 0],
      ['b', 0],
    ]);
  });

  test('papers whose vector is still to be made are found by their words', () => {
    const on = withVectors(shelf(told), { c: texts.c });
    const { hits } = on.ask('zebra', { vector: vectorOf('zebra') });
    expect(hits.map(({ id }) => id).sort()).toEqual(['a', 'b', 'c']);
    expect(hits.find(({ id }) => id === 'a')).not.toHaveProperty('nearness');
  });
});

/** The condition that a reader adds by choosing a value. */
function clauseOf(facet: keyof Facets, value: string): Clause {
  if (facet === 'years') return { kind: 'days', from: `${value}-01-01`, to: `${value}-12-31`, not: false };
  if (facet === 'categories') return { kind: 'category', category: value, not: false };
  if (facet === 'sources') return { kind: 'source', source: value, not: false };
  return { kind: 'has', what: value as 'code', not: false };
}

test.each([1, 2, 3])('a facet says how many papers are left once it is chosen (seed %i)', (seed) => {
  const random = randomFrom(seed);
  const on = chanceShelf(seed, 250);
  on.take({ p3: undefined, p4: chancePaper(random), p5: chancePaper(random) });
  let looked = 0;
  for (let n = 0; n < 25; n++) {
    const count = n % 3;
    const words = Array.from({ length: count }, () => WORDS[Math.floor(random() * WORDS.length)]!).join(' ');
    const clauses: Clause[] = count > 0 && n % 2 ? [] : [{ kind: 'category', category: 'cs', not: n % 4 === 0 }];
    const { facets, matched, total } = on.ask(words, { clauses, facets: true, name: '', limit: 0 });
    if (matched !== 'all') continue;
    for (const [facet, counts] of Object.entries(facets!)) {
      for (const { value, count: papers } of counts) {
        const chosen = on.ask(words, { clauses: [...clauses, clauseOf(facet as keyof Facets, value)], name: '' });
        expect([facet, value, chosen.total, chosen.matched]).toEqual([facet, value, papers, 'all']);
        expect(papers).toBeLessThanOrEqual(total);
        looked++;
      }
    }
  }
  expect(looked).toBeGreaterThan(100);
});

test('a thousand hits can be reached; pages follow one another and end there', () => {
  const on = new Shelf().take(
    Array.from({ length: 1_200 }, (_, n): [string, Told] => [
      `p${String(n).padStart(4, '0')}`,
      { title: 'Zebra', abstract: 'vortex '.repeat(n % 7), votes: n },
    ]),
  );
  for (const order of ['relevance', 'date', 'votes'] as const) {
    const all = on.ask('zebra', { order, limit: 5_000 });
    expect([all.total, all.reachable, all.hits.length]).toEqual([1_200, MOST_HITS, MOST_HITS]);
    const pages = [0, 400, 800, 1_200].flatMap((offset) => on.ids('zebra', { order, offset, limit: 400 }));
    expect(pages).toEqual(all.hits.map(({ id }) => id));
    expect(new Set(pages).size).toBe(MOST_HITS);
  }
  expect(on.ids('zebra', { order: 'votes', limit: 1 })).toEqual(['p1199']);
  expect(on.ask('zebra', { limit: 0 })).toMatchObject({ hits: [], total: 1_200, reachable: MOST_HITS });
});
