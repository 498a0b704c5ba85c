import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Shelf, shelf, type Told } from '#test/harness/corpora.ts';
import { distance, mistakesIn } from './spelling.ts';

/** The same by the whole table: every way to cut both words. */
function distanceByTable(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number) => table[i]![j]!;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const ways = [at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)];
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) ways.push(at(i - 2, j - 2) + 1);
      table[i]![j] = Math.min(...ways);
    }
  }
  return at(a.length, b.length);
}

test('the distance is that of the whole table, and more than is allowed is said to be more', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcé'), maxLength: 9 });
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 9 }), (a, b, most) => {
      const wanted = distanceByTable(a, b);
      if (wanted <= most) expect(distance(a, b, most)).toBe(wanted);
      else expect(distance(a, b, most)).toBeGreaterThan(most);
    }),
    { seed: 5, numRuns: 2_000 },
  );
});

test('two neighbours exchanged are one mistake', () => {
  expect(distance('garph', 'graph', 2)).toBe(1);
  expect(distance('abcd', 'badc', 4)).toBe(2);
  expect([3, 4, 7, 8].map(mistakesIn)).toEqual([0, 1, 1, 2]);
});

/** Each word in two papers, so that it is no slip itself. */
function corpusOf(...words: string[]): Shelf {
  return shelf(
    Object.fromEntries(
      [...words, ...words].map((title, n): [string, Told] => [`p${n}`, { title: `${title} ${title}` }]),
    ),
  );
}

function like(on: Shelf, word: string, options = {}): string[] {
  const { corpus, spelling } = on.engine;
  return spelling.like(corpus, word, options).map(({ term }) => corpus.dictionary.textOf(term));
}

/** Every word that is one letter more, less or other, or has two neighbours exchanged. */
function slipsOf(word: string): string[] {
  const slips = new Set<string>();
  for (let at = 1; at < word.length; at++) {
    const [before, letter, rest] = [word.slice(0, at), word[at]!, word.slice(at + 1)];
    slips.add(before + rest);
    slips.add(`${before}q${rest}`);
    slips.add(`${before}q${letter}${rest}`);
    slips.add(before.slice(0, -1) + letter + before.at(-1) + rest);
  }
  slips.delete(word);
  return [...slips];
}

describe('a word that nobody wrote', () => {
  test.each(['zebra', 'wombat', 'vortex', 'diffus'])('any slip of %s is like it', (word) => {
    const on = corpusOf(word, 'kernel', 'manifold');
    for (const slip of slipsOf(word)) expect([slip, ...like(on, slip)]).toEqual([slip, word]);
    for (const slip of slipsOf(word)) expect([slip, ...like(on, slip, { asPrefix: true })]).toEqual([slip, word]);
  });

  test('is compared with as much of a word as was typed', () => {
    const on = corpusOf('transduct', 'kernel');
    const typed = ['tarns', 'trnsd', 'ttrans', 'trqns', 'transq', 'tranqsd', 'trandsuc'];
    for (const word of typed) expect([word, ...like(on, word, { asPrefix: true })]).toEqual([word, 'transduct']);
    for (const word of typed) expect(like(on, word.slice(0, 5))).toEqual([]);
  });

  test('the fewest mistakes first, then the most frequent; rare words are slips themselves', () => {
    const on = corpusOf('wombat', 'combat', 'wombats');
    on.take({ x: { title: 'combat' }, y: { title: 'wimbat' } });
    expect(like(on, 'vombat')).toEqual([]);
    expect(like(on, 'wimbas')).toEqual([]);
    expect(like(on, 'womnat')).toEqual(['wombat']);
    on.take({ z: { title: 'wimbat' }, u: { title: 'wimbat' }, v: { title: 'wimbat' } });
    on.take({ w: { title: 'wimbat' }, s: { title: 'wimbat' } });
    expect(like(on, 'wqmbat')).toEqual(['wimbat', 'wombat']);
    expect(like(on, 'wqmbat', { limit: 1 })).toEqual(['wimbat']);
  });

  test('of three letters is left as it is', () => {
    expect(like(corpusOf('cat'), 'cbt')).toEqual([]);
  });

  test('follows a dictionary that grows', () => {
    const on = corpusOf('zebra');
    expect(like(on, 'kernql')).toEqual([]);
    on.take({ a: { title: 'Kernel' }, b: { title: 'Kernel' } });
    expect(like(on, 'kernql')).toEqual(['kernel']);
  });
});
