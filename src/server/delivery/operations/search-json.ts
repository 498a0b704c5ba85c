import { printQuery, type SearchQuery, type SearchResult } from '#search/index.ts';

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
