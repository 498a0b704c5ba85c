import { findPapers, resolveId } from '#catalogue/find.ts';
import { HITS_PER_PAGE, searchView } from '#delivery/page/search.ts';
import { Failure, invalid } from '#floor/failure.ts';
import { type SearchQuery, type SearchResult, search } from '#search/index.ts';
import type { Offprint } from '../../server/offprint.ts';
import { pageOf, partOf } from './pages.ts';

/** The same bound as the API's: what is longer is a paragraph, not a question. */
const LONGEST_QUESTION = 250;

/** What a question finds; while there is no index, the paper that the question names by its id. */
export async function searchPage(
  offprint: Offprint,
  text: string,
  url: URL,
  setHeaders: (headers: Record<string, string>) => void,
) {
  if (text.length > LONGEST_QUESTION) {
    throw invalid(`The question has ${text.length} characters.`, `Ask in at most ${LONGEST_QUESTION}.`);
  }
  const order = url.searchParams.get('order') === 'date' ? 'date' : 'relevance';
  const query: SearchQuery = { text, order, ...partOf(pageOf(url), HITS_PER_PAGE) };
  try {
    return { found: searchView(query, await search(offprint.index, offprint.db, query)), query: text };
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.kind !== 'SourceUnavailable') throw thrown;
    // The answer changes when the index is there, and the catalogue's revision does not tell.
    setHeaders({ 'cache-control': 'no-store' });
    return { found: { ...searchView(query, await named(offprint, text)), unavailable: thrown.message }, query: text };
  }
}

async function named({ db }: Offprint, text: string): Promise<SearchResult> {
  const known = await resolveId(db, text);
  const papers = known ? await findPapers(db, [known.id]) : [];
  const hits = papers.map((paper) => ({
    paper,
    score: 0,
    because: [],
    title: [{ text: paper.title, highlight: false }],
    abstract: [],
  }));
  return { hits, total: hits.length, shortcut: 'id' };
}
