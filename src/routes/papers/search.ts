import { feedLinks } from '#delivery/feed/form.ts';
import { pageOf, partOf } from '#delivery/page/pages.ts';
import { boundedQuestion } from '#delivery/page/question.ts';
import { HITS_PER_PAGE, searchView, unansweredView } from '#delivery/page/search.ts';
import { printable } from '#delivery/text/escape.ts';
import Facets from '#lib/components/Facets.svelte';
import { FACETS_ID } from '#lib/list-id.ts';
import { type Order, type SearchQuery, search } from '#search/index.ts';
import type { Offprint } from '../../server/offprint.ts';
import { askIndex, type SetHeaders } from './ask-index.ts';
import { asHtml, listed } from './listed.ts';

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
  const query: SearchQuery = {
    text: boundedQuestion(text),
    order: orderOf(url),
    facets: true,
    explain: url.searchParams.get('explain') === '1',
    ...partOf(pageOf(url.searchParams), HITS_PER_PAGE),
  };
  const { answer, unavailable } = await askIndex(setHeaders, () => search(offprint.index, offprint.db, query));
  const { facets: groups, ...view } = answer ? searchView(query, answer) : unansweredView(query, unavailable ?? '');
  const facets = groups.length > 0 ? asHtml(FACETS_ID, Facets, { groups }, isDataRequest) : '';
  return {
    found: { ...listed(view, { label: 'Papers found', lead: false, isDataRequest }), facets },
    feeds: feedLinks({ at: 'search', text }, view.heading),
    query: printable(text),
  };
}
