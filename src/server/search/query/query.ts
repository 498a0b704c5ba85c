/**
 * A question as a value: JSON and nothing else, so that it can stand in an address, on a row of a saved search, and
 * in a test. `parse.ts` makes one of what a reader types, `print.ts` says it again.
 */
export interface Query {
  /** Plain words as typed, in order, one space between them: they rank, none is required. At most {@link MOST_WORDS}. */
  words: string;
  /** All of them hold for every hit. No two are the same, and there are at most {@link MOST_CLAUSES}. */
  clauses: Clause[];
  /** What of the question was left out, as typed but shortened, each with words that can follow it in a sentence. */
  ignored: Ignored[];
}

export interface Ignored {
  text: string;
  why: string;
}

/** Where a word is looked for; `any` is title, abstract and whatever else the index holds of a paper's text. */
export type TextField = 'any' | 'title' | 'abstract';

/** One condition; with `not` it is that the rest does not hold. */
export type Clause = { not: boolean } & Condition;

export type Condition =
  /** One word, compared by its stem as the index does: `title:diffusion`, `all:graph`, `-survey`. */
  | { kind: 'words'; field: TextField; words: string }
  /** Words in this order with nothing between them: `"graph learning"`, `title:"graph learning"`. */
  | { kind: 'phrase'; field: TextField; words: string }
  /** A whole name or a part of one, in either order: `Yann LeCun`, `LeCun, Yann`, `lecun`. */
  | { kind: 'author'; name: string }
  /** A category, `cs.CL`; or an archive, `cs` or `hep-th`: the category of this name and all that begin with it and a dot. */
  | { kind: 'category'; category: string }
  /** Handle or full name. */
  | { kind: 'organization'; name: string }
  /** Name of a source as sightings carry it: `arxiv`, `daily-papers`. */
  | { kind: 'source'; source: string }
  /** `YYYY-MM-DD`, both inclusive, at least one of them there: a paper's day. */
  | { kind: 'days'; from?: string; to?: string }
  | { kind: 'has'; what: Possession }
  /** arXiv id without version, DOI in lower case, or the address of a paper that has neither. */
  | { kind: 'id'; id: string };

export type Possession = 'code' | 'abstract' | 'project';

/** Characters of a question that count; its canonical text is never longer. */
export const LONGEST_QUESTION = 2_000;
/** Plain words that count. */
export const MOST_WORDS = 64;
export const MOST_CLAUSES = 32;

/** Whether a question is words alone: such a one may be a title, a name or an id. */
export function isPlain(query: Query): boolean {
  return query.clauses.length === 0;
}
