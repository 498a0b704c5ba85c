import { HITS_PER_PAGE, searchView, unansweredView } from '#delivery/page/search.ts';
import { printable } from '#delivery/text/escape.ts';
import { invalid } from '#floor/failure.ts';
import Facets from '#lib/components/Facets.svelte';
import { FACETS_ID } from '#lib/list-id.ts';
import { LONGEST_QUESTION, type Order, type SearchQuery, search } from '#search/index.ts';
import type { Offprint } from '../../server/offprint.ts';
import { askIndex, type SetHeaders } from './ask-index.ts';
import { asHtml, listed } from './listed.ts';
import { pageOf, partOf } from './pages.ts';

interface Asked {
  url: URL;
  setHeaders: SetHeaders;
  isDataRequest: boolean;
}

/** An order that an address asks for; anything else is the usual one. */
function orderOf(url: URL): Order {
  const order = url.searchParams.get('order');
  return order === 'date' || order === 'votes' ? order : 'relevance';
}

/**
 * What a question finds, or why nothing could be searched.
 * @throws Failure `Invalid` for a question that is too long, `NotFound` for a page past the last.
 */
export async function searchPage(offprint: Offprint, text: string, { url, setHeaders, isDataRequest }: Asked) {
  if (text.length > LONGEST_QUESTION) {
    throw invalid(
      `The question has ${text.length.toLocaleString('en')} characters.`,
      `Ask in at most ${LONGEST_QUESTION.toLocaleString('en')}.`,
    );
  }
  const query: SearchQuery = {
    text,
    order: orderOf(url),
    facets: true,
    explain: url.searchParams.get('explain') === '1',
    ...partOf(pageOf(url), HITS_PER_PAGE),
  };
  const { answer, unavailable } = await askIndex(setHeaders, () => search(offprint.index, offprint.db, query));
  const { facets: groups, ...view } = answer ? searchView(query, answer) : unansweredView(query, unavailable ?? '');
  const facets = groups.length > 0 ? asHtml(FACETS_ID, Facets, { groups }, isDataRequest) : '';
  return {
    found: { ...listed(view, { label: 'Papers found', lead: false, isDataRequest }), facets },
    query: printable(text),
  };
}
