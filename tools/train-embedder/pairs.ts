import { damped, TITLE_TIMES } from '../../src/server/search/embed/static/damping.ts';
import type { Corpus } from './corpus.ts';
import { MOST_ROWS } from './layout.ts';
import type { Recipe } from './recipe.ts';

/** Lists of whole numbers, one after the other, and where each starts. */
export interface Lists {
  starts: Uint32Array;
  members: Uint32Array;
}

/** What pairs are drawn from, in shared memory. */
export interface Pool {
  corpus: Corpus;
  /** By paper: those that share authors with it. */
  neighbours: Lists;
  /** By group: its papers. */
  groups: Lists;
  /** By paper: its group. */
  groupOf: Uint16Array;
  /** Papers that pairs may be made of. */
  papers: Uint32Array;
}

/** The sentences of a text, by number. */
type Side = number[];

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

/** Draws pairs and writes their sides as rows with weights. */
export class Pairs {
  readonly #pool: Pool;
  readonly #recipe: Recipe;
  /** How often each row stands in the text that is being counted; zeros in between. */
  readonly #counts: Uint16Array;
  readonly #seen = new Uint16Array(MOST_ROWS);

  constructor(pool: Pool, recipe: Recipe, rows: number) {
    this.#pool = pool;
    this.#recipe = recipe;
    this.#counts = new Uint16Array(rows);
  }

  /** Papers for one batch. */
  draw(random: () => number): Uint32Array {
    const { papers, groups, groupOf } = this.#pool;
    const any = () => papers[Math.floor(random() * papers.length)]!;
    if (random() >= this.#recipe.within) return Uint32Array.from({ length: this.#recipe.batch }, any);
    const group = groupOf[any()]!;
    const [from, to] = [groups.starts[group]!, groups.starts[group + 1]!];
    const inside = () => groups.members[from + Math.floor(random() * (to - from))]!;
    return Uint32Array.from({ length: this.#recipe.batch }, inside);
  }

  /** Two texts that belong together. A paper without what the drawn kind needs gives title and abstract. */
  pair(paper: number, random: () => number): [Side, Side] {
    const { papers } = this.#pool.corpus;
    const [first, last] = [papers[paper]!, papers[paper + 1]!];
    const { title, sentence, halves, authors } = this.#recipe.shares;
    const kind = random() * (title + sentence + halves + authors);
    const partner = this.#partner(paper, random);
    const all = range(first, last);
    if (kind < authors) {
      if (partner !== undefined) return [all, range(papers[partner]!, papers[partner + 1]!)];
    } else if (kind < authors + sentence) {
      const one = first + 1 + Math.floor(random() * (last - first - 1));
      if (last - first >= 3) return [[one], all.filter((other) => other !== one)];
    } else if (kind < authors + sentence + halves) {
      const left = new Set(all.filter(() => random() < 0.5));
      if (left.size > 0 && left.size < all.length) return [[...left], all.filter((other) => !left.has(other))];
    }
    return [[first], range(first + 1, last)];
  }

  #partner(paper: number, random: () => number): number | undefined {
    const { starts, members } = this.#pool.neighbours;
    const [from, to] = [starts[paper]!, starts[paper + 1]!];
    return to > from ? members[from + Math.floor(random() * (to - from))] : undefined;
  }

  /** Gives each row of a side once, with its weight. A side of several sentences loses words by the recipe. */
  rows(side: Side, random: () => number, take: (row: number, weight: number) => void): void {
    const { papers, tokens, sentences } = this.#pool.corpus;
    const dropout = side.length > 1 ? this.#recipe.dropout : 0;
    let distinct = 0;
    for (const sentence of side) {
      const times = this.#isTitle(sentence, papers) ? TITLE_TIMES : 1;
      for (let at = sentences[sentence]!; at < sentences[sentence + 1]!; at += 1) {
        if (dropout > 0 && random() < dropout) continue;
        const row = tokens[at]!;
        if (this.#counts[row] === 0) {
          if (distinct === MOST_ROWS) continue;
          this.#seen[distinct++] = row;
        }
        this.#counts[row]! += times;
      }
    }
    for (let at = 0; at < distinct; at += 1) {
      const row = this.#seen[at]!;
      take(row, damped(this.#counts[row]!));
      this.#counts[row] = 0;
    }
  }

  /** Whether a sentence is the first of a paper, by halving. */
  #isTitle(sentence: number, papers: Uint32Array): boolean {
    let [low, high] = [0, papers.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (papers[middle]! < sentence) low = middle + 1;
      else high = middle;
    }
    return papers[low] === sentence;
  }
}
