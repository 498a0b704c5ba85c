import type { Db } from '#db/schema.ts';
import {
  LONGEST_QUESTION,
  MOST_HITS,
  printQuery,
  type SearchIndex,
  type SearchQuery,
  type SearchResult,
  search,
} from '#search/index.ts';
import { boundedInteger } from '../daily-papers/parameters.ts';
import { isOn, oneOf, questionText } from './parameters.ts';

const USUAL = 20;
const MOST = 100;

/** A search as programs get it, from the API and from `offprint search --json`. */
export function searchJson({ text, order, offset, limit }: SearchQuery, result: SearchResult) {
  const { query, hits, facets, shortcut, wordsAlone, ...found } = result;
  const { words, clauses, ignored } = query;
  return {
    query: { text, canonical: printQuery(query), words, clauses },
    ignored,
    ...found,
    order,
    offset,
    limit,
    ...(shortcut && { shortcut }),
    ...(wordsAlone && { wordsAlone }),
    ...(facets && { facets }),
    hits: hits.map(({ paper, score, because, explanation }) => ({
      paper,
      score,
      because,
      ...(explanation && { explanation }),
    })),
  };
}

/**
 * Answers `GET /api/search`: `q` in the language of the search field, `order` (relevance, date, votes), `offset` (to
 * 1,000), `limit` (to 100), `facets=1`, `explain=1`.
 * @throws Failure `Invalid` for a parameter that cannot be, `SourceUnavailable` while the index is being built.
 */
export async function searchAnswer({ db, index }: { db: Db; index: SearchIndex }, query: URLSearchParams) {
  const asked: SearchQuery = {
    text: questionText(query, LONGEST_QUESTION),
    order: oneOf(query, 'order', ['relevance', 'date', 'votes']),
    offset: boundedInteger(query, 'offset', 0, 0, MOST_HITS),
    limit: boundedInteger(query, 'limit', USUAL, 0, MOST),
    facets: isOn(query, 'facets'),
    explain: isOn(query, 'explain'),
  };
  return searchJson(asked, await search(index, db, asked));
}
