import type { Db } from '#db/schema.ts';
import { LONGEST_QUESTION, type SearchIndex, suggestions } from '#search/index.ts';
import { boundedInteger } from '../daily-papers/parameters.ts';
import { authorPath, categoryPath, paperPath } from '../page/address.ts';
import { printable } from '../text/escape.ts';
import { plainOf } from '../text/plain.ts';
import { questionText } from './parameters.ts';

const USUAL = 5;
const MOST = 10;

/** What a question that is being typed may become, each with where it leads. */
export interface SuggestAnswer {
  /** Formulas as plain text. */
  titles: { id: string; title: string; path: string }[];
  authors: { name: string; papers: number; path: string }[];
  categories: { category: string; name?: string; papers: number; path: string }[];
}

/**
 * Answers `GET /api/suggest`: `q` as far as it was typed, `limit` of each kind (to 10).
 * @throws Failure `Invalid` for a parameter that cannot be, `SourceUnavailable` while the index is being built.
 */
export async function suggestAnswer(
  { db, index }: { db: Db; index: SearchIndex },
  query: URLSearchParams,
): Promise<SuggestAnswer> {
  const limit = boundedInteger(query, 'limit', USUAL, 1, MOST);
  questionText(query, LONGEST_QUESTION);
  // As typed: a space at its end says that the last word is whole.
  const found = await suggestions(index, db, query.get('q') ?? '', limit);
  return {
    titles: found.titles.map(({ id, title }) => ({ id, title: plainOf(title) || 'Untitled', path: paperPath(id) })),
    authors: found.authors.map(({ name, papers }) => ({ name: printable(name), papers, path: authorPath(name) })),
    categories: found.categories.map((one) => ({ ...one, path: categoryPath(one.category) })),
  };
}
