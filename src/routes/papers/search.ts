import { HITS_PER_PAGE, searchView } from '#delivery/page/search.ts';
import { invalid } from '#floor/failure.ts';
import { type SearchQuery, search } from '#search/index.ts';
import type { Offprint } from '../../server/offprint.ts';
import { askIndex, type SetHeaders } from './ask-index.ts';
import { listed } from './listed.ts';
import { pageOf, partOf } from './pages.ts';

/** The same bound as the API's: what is longer is a paragraph, not a question. */
const LONGEST_QUESTION = 250;

interface Asked {
  url: URL;
  setHeaders: SetHeaders;
  isDataRequest: boolean;
}

/** What a question finds, or why nothing could be searched. */
export async function searchPage(offprint: Offprint, text: string, { url, setHeaders, isDataRequest }: Asked) {
  if (text.length > LONGEST_QUESTION) {
    throw invalid(`The question has ${text.length} characters.`, `Ask in at most ${LONGEST_QUESTION}.`);
  }
  const order = url.searchParams.get('order') === 'date' ? 'date' : 'relevance';
  const query: SearchQuery = { text, order, ...partOf(pageOf(url), HITS_PER_PAGE) };
  const { answer, unavailable } = await askIndex(setHeaders, () => search(offprint.index, offprint.db, query));
  const view = searchView(query, answer, unavailable);
  return { found: listed(view, { label: 'Papers found', lead: false, isDataRequest }), query: text };
}
