import { describe, expect, test } from 'vitest';
import { type Shelf, shelf, type Told } from '#test/harness/corpora.ts';
import { wordVector } from '#test/harness/embedders.ts';
import { quantised } from './dense/quantised.ts';
import { MOST_EXAMPLES, similar } from './similar.ts';

const LIBRARY: Record<string, Told> = {
  reef: {
    title: 'Coral reefs in warm water and what comes after that',
    abstract: 'bleaching heat polyps',
    day: '2024-01-01',
  },
  near: { title: 'Polyps of coral reefs', abstract: 'bleaching heat warm sea', day: '2023-01-01' },
  nearer: { title: 'Bleaching of coral reefs', abstract: 'heat polyps warm water', day: '2022-01-01' },
  again: {
    title: 'Coral Reefs in Warm Water, and What Comes After That!',
    abstract: 'printed by a journal',
    day: '2025-01-01',
  },
  extended: {
    title: 'Coral reefs in warm water and what comes after that, extended',
    abstract: 'other words entirely',
    day: '2025-01-02',
  },
  copy: { title: 'An unlike name', abstract: 'compilers registers', day: '2025-01-03' },
  graph: { title: 'Register allocation', abstract: 'compilers graphs colouring registers' },
  broth: { title: 'Onion soup', abstract: 'stock bones carrots' },
  bowl: { title: 'Onion Soup.', abstract: 'stock bones onions' },
  soup: { title: 'Soup', abstract: 'a recipe for the kitchen', day: '2026-01-01' },
};

/** Gives every paper the vector of its words, or of what is said here. */
function withVectors(on: Shelf, texts: Record<string, string | undefined> = {}): Shelf {
  on.corpus.resetVectors({ dimensions: 256, nested: [] });
  for (const [id, told] of Object.entries(LIBRARY)) {
    const text = id in texts ? texts[id] : `${told.title} ${told.abstract}`;
    if (text !== undefined) on.corpus.setVector(id, quantised(wordVector(text, 256)));
  }
  return on;
}

const ask = (on: Shelf, ids: string[], more: { order?: 'nearness' | 'date'; limit?: number } = {}) =>
  similar(on.corpus, { ids, order: 'nearness', limit: 10, ...more });
const idsOf = (on: Shelf, ids: string[], more = {}) => ask(on, ids, more).hits.map(({ id }) => id);

describe('by meaning', () => {
  test('the nearest first, without the paper, other versions of it and copies of its text', () => {
    const on = withVectors(shelf(LIBRARY), { copy: `${LIBRARY.reef!.title} ${LIBRARY.reef!.abstract}` });
    const { hits, by } = ask(on, ['reef']);
    expect(by).toBe('meaning');
    const ids = hits.map(({ id }) => id);
    expect(ids.slice(0, 2).sort()).toEqual(['near', 'nearer']);
    expect(ids).not.toContain('reef');
    expect(ids).not.toContain('again');
    expect(ids).not.toContain('extended');
    expect(ids).not.toContain('copy');
    const nearness = hits.map((hit) => hit.nearness!);
    expect(nearness).toEqual([...nearness].sort((a, b) => b - a));
    const { vectors, numbers } = on.corpus;
    const own = vectors!.vectorOf(numbers.get('reef')!);
    expect(nearness[0]).toBeCloseTo(vectors!.nearness(own, [numbers.get(ids[0]!)!])[0]!, 2);
  });

  test('of several versions of one work the nearest stays', () => {
    const on = withVectors(shelf(LIBRARY));
    const ids = idsOf(on, ['near']);
    expect(ids.filter((id) => ['reef', 'again', 'extended'].includes(id))).toEqual(['reef']);
  });

  test('papers of one short title are one work', () => {
    const on = withVectors(shelf(LIBRARY));
    expect(idsOf(on, ['broth'])).not.toContain('bowl');
    expect(idsOf(on, ['soup']).filter((id) => ['broth', 'bowl'].includes(id))).toHaveLength(1);
  });

  test('of several examples it is the middle', () => {
    const on = withVectors(shelf(LIBRARY));
    const both = idsOf(on, ['near', 'copy'], { limit: 3 });
    expect(both).toContain('graph');
    expect(both).toContain('nearer');
    expect(both).not.toContain('copy');
    // The same example again weighs no differently than once, and one that nobody knows not at all.
    expect(idsOf(on, ['near', 'unheard-of'])).toEqual(idsOf(on, ['near']));
  });

  test('the newest first, of the near', () => {
    const on = withVectors(shelf(LIBRARY));
    const { hits } = ask(on, ['near'], { order: 'date' });
    const days = hits.map(({ day }) => day);
    expect(days).toEqual([...days].sort().reverse());
    expect(days.at(-1)).toBe('');
    expect(ask(on, ['near'], { order: 'date', limit: 1 }).hits).toEqual(hits.slice(0, 1));
  });

  test('never a paper that is gone', () => {
    const on = withVectors(shelf(LIBRARY)).take({ nearer: undefined });
    expect(idsOf(on, ['near'])).not.toContain('nearer');
    expect(idsOf(on, ['nearer'])).toEqual([]);
  });

  test('a paper without a vector of its own is found by the examples that have one', () => {
    const on = withVectors(shelf(LIBRARY), { reef: undefined });
    expect(ask(on, ['reef', 'near']).by).toBe('meaning');
    expect(ask(on, ['reef', 'near']).hits.map(({ id }) => id)).not.toContain('reef');
  });
});

describe('by words, where no example has a vector', () => {
  test.each([
    ['no paper has one', shelf(LIBRARY)],
    ['the example has none', withVectors(shelf(LIBRARY), { reef: undefined })],
    ['its vector is zero', withVectors(shelf(LIBRARY), { reef: '' })],
  ])('%s', (_, on) => {
    const { hits, by } = ask(on, ['reef']);
    expect(by).toBe('words');
    const ids = hits.map(({ id }) => id);
    expect([...ids].sort()).toEqual(['near', 'nearer']);
    expect(hits[0]).not.toHaveProperty('nearness');
  });

  test('two examples', () => {
    expect(idsOf(shelf(LIBRARY), ['near', 'copy']).sort()).toEqual(['graph', 'nearer', 'reef']);
  });
});

test('no example, none that is known, or none wanted: nothing', () => {
  const on = withVectors(shelf(LIBRARY));
  for (const [ids, limit] of [
    [[], 10],
    [['unheard-of'], 10],
    [['reef'], 0],
  ] as const) {
    expect(ask(on, [...ids], { limit })).toEqual({ hits: [], by: 'meaning' });
  }
});

test('only the first examples count', () => {
  const on = withVectors(shelf(LIBRARY));
  const unheard = Array.from({ length: MOST_EXAMPLES }, (_, n) => `x${n}`);
  expect(idsOf(on, [...unheard, 'reef'])).toEqual([]);
  expect(idsOf(on, [...unheard.slice(1), 'reef'])).not.toEqual([]);
});
