import type { Db } from '#db/schema.ts';
import { invalid } from '#floor/failure.ts';
import { type SearchIndex, type Span, search } from '#search/index.ts';
import { boundedInteger } from './parameters.ts';
import { type DailyPaperItem, dailyPaperItem } from './shapes.ts';

const MOST = 120;
const LONGEST_QUERY = 250;

type ApiSpan = { type: 'text' | 'highlight'; text: string };

export type SearchItem = Omit<DailyPaperItem, 'submittedBy'> & {
  upvoted: boolean;
  highlightedTitle: ApiSpan[];
  highlightedSummary: ApiSpan[];
};

const apiSpans = (spans: Span[]): ApiSpan[] =>
  spans.map(({ text, highlight }) => ({ type: highlight ? 'highlight' : 'text', text }));

/**
 * Answers `GET /api/papers/search`: parameters `q` (at most 250 characters) and `limit` (1 to 120, which is the default).
 * @throws Failure `Invalid` for a parameter that cannot be, `SourceUnavailable` while the index is being built.
 */
export async function searchPapers(
  { db, index }: { db: Db; index: SearchIndex },
  query: URLSearchParams,
  origin: string,
): Promise<SearchItem[]> {
  const text = query.get('q')?.trim() ?? '';
  if (text.length === 0) throw invalid('q is missing: say what to search for.');
  if (text.length > LONGEST_QUERY)
    throw invalid(`q may have ${LONGEST_QUERY} characters; this one has ${text.length}.`);
  const limit = boundedInteger(query, 'limit', MOST, 1, MOST);
  const { hits } = await search(index, db, { text, order: 'relevance', offset: 0, limit });
  return hits.map((hit) => {
    const { submittedBy: _, ...item } = dailyPaperItem(hit.paper, undefined, origin);
    return {
      ...item,
      upvoted: false,
      highlightedTitle: apiSpans(hit.title),
      highlightedSummary: apiSpans(hit.abstract),
    };
  });
}
