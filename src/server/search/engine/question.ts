import type { Clause } from '../query/query.ts';
import type { Shares } from './blend.ts';

export type Order = 'relevance' | 'date' | 'votes';

/** What the engine is asked; values only, so that it can be asked across threads. */
export interface EngineQuestion {
  /** Plain words as typed. */
  words: string;
  /** What may be the title of a paper or the name of an author: such papers come first. */
  name: string;
  clauses: Clause[];
  /** The words' vector, of unit length; without it words alone decide. */
  vector?: Float32Array | undefined;
  /** Of the embedder that made the vector: beside papers' vectors of another, words alone decide. */
  fingerprint?: string | undefined;
  order: Order;
  offset: number;
  limit: number;
  facets: boolean;
  /** Says what each word adds to each hit. */
  explain: boolean;
  /** Shares of words and meaning other than those of `blend.ts`, for measuring. */
  shares?: Shares | undefined;
}

export interface EngineHit {
  id: string;
  /** `YYYY-MM-DD`, or empty. */
  day: string;
  /** Points: words and meaning add up to it. */
  score: number;
  words: number;
  meaning: number;
  /** Cosine between the question and the paper; absent where one has no vector. */
  nearness?: number;
  /** Set where the title has every word of the question: that counts as the nearest meaning of all. */
  isTitled?: true;
  /** What each of the question's words adds to `words`; where that was asked for. */
  terms?: { word: string; points: number }[];
  /** Set where the whole question is the paper's title, or one of its authors. */
  exact?: 'title' | 'author';
}

/** How many papers have a value, most frequent first. */
export interface Count {
  value: string;
  count: number;
}

export interface Facets {
  years: Count[];
  categories: Count[];
  sources: Count[];
  has: Count[];
}

export interface EngineAnswer {
  hits: EngineHit[];
  /** Papers that have all the words; where none has, those that have any. Filters always hold. */
  total: number;
  matched: 'all' | 'any';
  /** How many hits there are to turn pages through. */
  reachable: number;
  /** Words that no paper has, with what was looked for in their place. */
  corrections: { word: string; instead: string }[];
  /** Words that no paper has and that are like none. */
  missing: string[];
  facets?: Facets;
  /** Set where the first hits are those that the whole question names. */
  shortcut?: 'title' | 'author';
}
