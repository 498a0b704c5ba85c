import { describe, expect, test } from 'vitest';
import { chancePaper, Shelf, shelf, type Told, WORDS } from '#test/harness/corpora.ts';
import { wordVector } from '#test/harness/embedders.ts';
import { randomFrom } from '#test/harness/random.ts';
import type { Clause } from '../query/query.ts';
import { stemOf } from '../text/stems.ts';
import { quantised } from './dense/quantised.ts';

/** The stems of all that is searched in a paper, cut as simply as can be. */
function stemsIn({ title = '', abstract = '', authors = [], keywords = [] }: Told): Set<string> {
  const words = [title, abstract, ...authors, ...keywords].join(' ').normalize('NFKD').replace(/\p{M}/gu, '');
  return new Set(
    words
      .split(/[^\p{L}]+/u)
      .filter(Boolean)
      .map(stemOf)
      .filter(Boolean),
  );
}

function countedBy(papers: Told[], values: (paper: Told) => string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of papers.flatMap(values)) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

const asRecord = (counts: { value: string; count: number }[]) =>
  Object.fromEntries(counts.map(({ value, count }) => [value, count]));

/** Compares what the engine says with a look at every paper. */
function expectAnswers(on: Shelf, model: Map<string, Told>, random: () => number): void {
  const words = Array.from({ length: 1 + Math.floor(random() * 2) }, () => WORDS[Math.floor(random() * WORDS.length)]!);
  const stems = words.map(stemOf);
  // A word that few papers have, or did have, may be taken for a slip: that has tests of its own.
  const has = (paper: Told) => stems.filter((stem) => stemsIn(paper).has(stem)).length;
  const all = [...model].filter(([, paper]) => has(paper) === stems.length);
  const wanted = all.length > 0 ? all : [...model].filter(([, paper]) => has(paper) > 0);
  const answer = on.ask(words.join(' '), { facets: true, name: '' });
  expect(answer.total).toBe(wanted.length);
  expect(new Set(answer.hits.map(({ id }) => id))).toEqual(
    new Set([...model].filter(([, paper]) => has(paper) > 0).map(([id]) => id)),
  );
  const papers = wanted.map(([, paper]) => paper);
  const { years, categories, sources, has: possessions } = answer.facets!;
  expect(asRecord(years)).toEqual(countedBy(papers, ({ day }) => (day ? [day.slice(0, 4)] : [])));
  expect(asRecord(categories)).toEqual(countedBy(papers, (paper) => paper.categories ?? []));
  expect(asRecord(sources)).toEqual(countedBy(papers, (paper) => paper.sources ?? []));
  expect(asRecord(possessions)).toEqual(
    countedBy(papers, (paper) => [...(paper.abstract ? ['abstract'] : []), ...(paper.links ?? [])]),
  );
}

const EVERYTHING: Clause[] = [{ kind: 'id', id: 'nobody', not: true }];

test.each([1, 2, 3, 4])('after any changes it answers as a look at every paper does (seed %i)', (seed) => {
  const random = randomFrom(seed);
  const on = new Shelf();
  const model = new Map<string, Told>();
  for (let batch = 0; batch < 60; batch++) {
    const changes = Array.from({ length: 1 + Math.floor(random() * 6) }, (): [string, Told | undefined] => {
      const id = `p${Math.floor(random() * 40)}`;
      const known = model.get(id);
      const chance = random();
      // The same paper may come twice in a batch: each change is of what the one before left.
      const told =
        chance < 0.15
          ? undefined
          : known && chance < 0.35
            ? { ...known, votes: Math.floor(random() * 99), day: '2020-02-02' }
            : known && chance < 0.5
              ? { ...known, keywords: [WORDS[Math.floor(random() * WORDS.length)]!] }
              : chancePaper(random);
      if (told) model.set(id, told);
      else model.delete(id);
      return [id, told];
    });
    on.take(changes);
    expect(on.corpus.size).toBe(model.size);
    expectAnswers(on, model, random);
    const byVotes = on.ask('', { clauses: EVERYTHING, order: 'votes' });
    const votes = byVotes.hits.map(({ id }) => model.get(id)!.votes!);
    expect(votes).toEqual([...model.values()].map((paper) => paper.votes!).sort((a, b) => b - a));
  }
  // Filled anew it is smaller and says the same.
  const anew = new Shelf().take([...model]);
  expect(anew.corpus.docs).toBe(model.size);
  expect(on.corpus.docs).toBeGreaterThan(model.size);
  expect(anew.corpus.averageLength).toBeCloseTo(on.corpus.averageLength);
  expect(anew.corpus.averageTitleLength).toBeCloseTo(on.corpus.averageTitleLength);
  for (const word of WORDS) expect(new Set(anew.ids(word))).toEqual(new Set(on.ids(word)));
});

describe('a paper that changes', () => {
  const first: Told = { title: 'Quantum lattice', abstract: 'Of wombats.', day: '2026-01-01', votes: 1 };

  test('keeps its number where only day and votes do, which are the new ones', () => {
    const on = shelf({ a: first, b: { title: 'Zebra' } });
    on.take({ a: { ...first, day: '2026-02-02', votes: 9 } });
    expect(on.corpus.docs).toBe(2);
    expect(on.corpus.votes[0]).toBe(9);
    expect(on.ask('wombat').hits).toMatchObject([{ id: 'a', day: '2026-02-02' }]);
    on.take({ a: { ...first, keywords: ['new'] } });
    expect(on.corpus.docs).toBe(3);
  });

  test('has its vector under its new number', () => {
    const on = shelf({ a: first, b: { title: 'Zebra' } });
    on.corpus.resetVectors({ dimensions: 256, nested: [64] });
    const vector = wordVector('quantum lattice', 256);
    on.corpus.setVector('a', quantised(vector));
    on.take({ a: { ...first, keywords: ['new'] } });
    const doc = on.corpus.numbers.get('a')!;
    expect(doc).toBe(2);
    expect(on.corpus.vectors!.nearness(vector, [doc])[0]).toBeCloseTo(1, 2);
    const near = on.corpus.vectors!.nearest(vector, on.corpus.alive, on.corpus.docs, 5);
    expect(near.map((hit) => hit.doc)).toEqual([doc]);
    on.take({ b: { title: 'Zebras' } });
    expect(on.corpus.vectors!.has(on.corpus.numbers.get('b')!)).toBe(false);
  });

  test('twice in one batch is as the last one says', () => {
    const on = new Shelf().take([
      ['a', first],
      ['a', { ...first, title: 'Zebra' }],
      ['b', first],
      ['b', undefined],
      ['c', undefined],
      ['c', first],
    ]);
    expect(on.ids('lattice')).toEqual(['c']);
    expect(on.ids('zebra')).toEqual(['a']);
    expect(on.corpus.size).toBe(2);
  });
});

test('a damaged row changes nothing, so that the same rows can be taken in later', () => {
  const on = shelf({ a: { title: 'Zebra' } });
  const row = on.row('b', { title: 'Zebra vortex' });
  on.take({});
  expect(() => on.corpus.apply([row, { id: 'c', doc: row.doc.subarray(0, 40) }])).toThrow(RangeError);
  expect(on.corpus.size).toBe(1);
  on.corpus.apply([row]);
  expect(on.ids('vortex')).toEqual(['b']);
});

test('with many outdated papers it wants to be filled anew', () => {
  const on = new Shelf();
  const batch = (round: number) =>
    Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`p${n}`, { title: `Zebra ${round}` }]));
  for (let round = 0; round < 5; round++) on.take(batch(round));
  expect([on.corpus.docs, on.corpus.isWorn]).toEqual([2_500, false]);
  on.take(Object.fromEntries(Object.entries(batch(5)).slice(0, 1)));
  expect(on.corpus.isWorn).toBe(true);
  // Joined runs keep frequent words cheap to ask for.
  expect(on.corpus.runs.length).toBeLessThan(6);
  on.engine.replace(new Shelf().take(batch(5)).corpus);
  expect([on.corpus.docs, on.corpus.isWorn, on.ask('zebra').total]).toEqual([500, false, 500]);
});

test('an empty corpus answers everything with nothing', () => {
  const on = new Shelf();
  expect(on.ask('zebra', { facets: true, clauses: EVERYTHING })).toEqual({
    hits: [],
    total: 0,
    matched: 'any',
    reachable: 0,
    corrections: [],
    missing: ['zebra'],
    facets: { years: [], categories: [], sources: [], has: [] },
  });
  on.corpus.resetVectors({ dimensions: 32, nested: [] });
  expect(on.ask('zebra', { vector: wordVector('zebra', 32) }).hits).toEqual([]);
});
