import { MOST_HITS, type SearchHit, type SearchQuery, type SearchResult, type Span } from '#search/index.ts';
import type { Range } from '../text/html.ts';
import { type Card, cardOf } from './card.ts';
import { counted } from './words.ts';

/** Hits on one page. */
export const HITS_PER_PAGE = 30;

/** What a question found, ready to be shown. */
export interface SearchView {
  text: string;
  order: SearchQuery['order'];
  total: number;
  /** `12 papers`. */
  size: string;
  note?: string;
  /** Why nothing could be searched. */
  unavailable?: string;
  cards: Card[];
  page: number;
  pages: number;
}

const SHORTCUTS = {
  id: 'You asked for one paper by its id.',
  title: 'The paper with exactly this title comes first.',
  author: 'Papers by an author of exactly this name come first.',
} as const;

/** Where the highlighted spans lie in the text that they make up. */
function marksOf(spans: Span[]): Range[] {
  const ranges: Range[] = [];
  let at = 0;
  for (const { text, highlight } of spans) {
    if (highlight) ranges.push([at, at + text.length]);
    at += text.length;
  }
  return ranges;
}

const joined = (spans: Span[]) => spans.map((span) => span.text).join('');

/** Marks hold for the text they were made for; where the index is older than the paper, there are none. */
function hitCard({ paper, because, title, abstract }: SearchHit): Card {
  return cardOf(paper, {
    because,
    marks: {
      title: joined(title) === paper.title ? marksOf(title) : [],
      abstract: joined(abstract) === paper.abstract ? marksOf(abstract) : [],
    },
  });
}

/** @param unavailable why nothing could be searched, where that is so. */
export function searchView(query: SearchQuery, answer: SearchResult | undefined, unavailable?: string): SearchView {
  const result = answer ?? { hits: [], total: 0, reachable: 0, shortcut: undefined };
  return {
    text: query.text,
    order: query.order,
    total: result.total,
    size:
      result.total === MOST_HITS ? `${MOST_HITS.toLocaleString('en')} papers or more` : counted(result.total, 'paper'),
    cards: result.hits.map(hitCard),
    page: Math.floor(query.offset / HITS_PER_PAGE) + 1,
    pages: Math.max(1, Math.ceil(result.total / HITS_PER_PAGE)),
    ...(unavailable && { unavailable }),
    ...(result.shortcut && result.total > 0 && { note: SHORTCUTS[result.shortcut] }),
  };
}
