import {
  clauseWords,
  type Order,
  printQuery,
  type Query,
  queryWords,
  type SearchHit,
  type SearchQuery,
  type SearchResult,
  type Span,
  withoutClause,
} from '#search/index.ts';
import { printable } from '../text/escape.ts';
import type { Range } from '../text/html.ts';
import { shortened } from '../text/plain.ts';
import { type SearchLooks, searchPath } from './address.ts';
import { type Card, cardOf } from './card.ts';
import { type FacetGroup, facetGroups } from './facets.ts';
import { noteWords, sizeWords } from './found-words.ts';
import { sumOf } from './sum.ts';

/** Hits on one page: more are seldom read, and each costs a tenth of a millisecond to set. */
export const HITS_PER_PAGE = 20;
/** A heading is no place for a paragraph. */
const LONGEST_HEADING = 160;

/** What a question found, ready to be shown. */
export interface SearchView {
  /** The question in words. */
  heading: string;
  total: number;
  /** `312 papers have all the words.` */
  size: string;
  notes: string[];
  /** Why nothing could be searched. */
  unavailable?: string;
  /** Conditions, each with the question without it. */
  chips: { words: string; path: string }[];
  orders: { words: string; path: string; isOn: boolean }[];
  /** The same page with sums, or without them where it has them; absent where nothing is weighed. */
  explain?: { path: string; isOn: boolean };
  facets: FacetGroup[];
  cards: Card[];
  page: number;
  pages: number;
  /** Its address without the page. */
  path: string;
}

/** Where the highlighted spans lie in the text that they make up; nowhere in any other text. */
function marksOf(spans: Span[], whole: string | undefined): Range[] {
  const ranges: Range[] = [];
  let at = 0;
  for (const { text, highlight } of spans) {
    if (highlight) ranges.push([at, at + text.length]);
    at += text.length;
  }
  return at === whole?.length ? ranges : [];
}

/** @param explain whether its sum is shown. */
function hitCard(hit: SearchHit, explain: boolean): Card {
  const { paper, because, title, abstract } = hit;
  const marks = { title: marksOf(title, paper.title), abstract: marksOf(abstract, paper.abstract) };
  const sum = explain ? sumOf(hit) : undefined;
  return cardOf(paper, { because, marks, ...(sum && { sum }) });
}

const ORDERS: [Order, string][] = [
  ['relevance', 'Relevance'],
  ['date', 'Date'],
  ['votes', 'Votes'],
];

function ordersOf(text: string, order: Order, looks: SearchLooks, hasWords: boolean): SearchView['orders'] {
  // Conditions rank nothing: papers that meet them come by date anyway.
  const offered = ORDERS.filter(([one]) => hasWords || one !== 'relevance');
  const current = hasWords || order !== 'relevance' ? order : 'date';
  return offered.map(([one, words]) => ({
    words,
    path: searchPath(text, { ...looks, order: one }),
    isOn: one === current,
  }));
}

function chipsOf({ query }: SearchResult, looks: SearchLooks): SearchView['chips'] {
  return query.clauses.map((clause) => {
    const rest = printQuery(withoutClause(query, clause));
    return { words: printable(clauseWords(clause)), path: rest ? searchPath(rest, looks) : '/papers' };
  });
}

/** The question in words; as it was typed where nothing of it was understood. */
export function headingOf(text: string, query: Query): string {
  return shortened(printable(queryWords(query)), LONGEST_HEADING) || `“${shortened(printable(text), LONGEST_HEADING)}”`;
}

/** What a question found. */
export function searchView(asked: SearchQuery, result: SearchResult): SearchView {
  const { text, order, explain = false } = asked;
  const { query, total, facets } = result;
  const looks: SearchLooks = { order, explain };
  return {
    heading: headingOf(text, query),
    total,
    size: sizeWords(result),
    notes: noteWords(result),
    chips: chipsOf(result, looks),
    orders: ordersOf(text, order, looks, query.words !== ''),
    ...(order === 'relevance' &&
      query.words !== '' && { explain: { path: searchPath(text, { explain: !explain }), isOn: explain } }),
    facets: facets ? facetGroups(query, facets, total, looks) : [],
    cards: result.hits.map((hit) => hitCard(hit, explain)),
    page: Math.floor(asked.offset / HITS_PER_PAGE) + 1,
    pages: Math.max(1, Math.ceil(result.reachable / HITS_PER_PAGE)),
    path: searchPath(text, looks),
  };
}

/** A question that could not be put to the index. @param why in a sentence. */
export function unansweredView({ text }: SearchQuery, why: string): SearchView {
  return {
    heading: `“${shortened(printable(text), LONGEST_HEADING)}”`,
    total: 0,
    size: '',
    notes: [],
    unavailable: why,
    chips: [],
    orders: [],
    facets: [],
    cards: [],
    page: 1,
    pages: 1,
    path: searchPath(text),
  };
}
