import { error, redirect } from '@sveltejs/kit';
import { findPapers, resolveId } from '#catalogue/find.ts';
import { likePath } from '#delivery/page/address.ts';
import { likeView } from '#delivery/page/like.ts';
import { printable } from '#delivery/text/escape.ts';
import { MOST_EXAMPLES, similarTo } from '#search/index.ts';
import { askIndex } from '../../ask-index.ts';
import { listed } from '../../listed.ts';
import type { PageServerLoad } from './$types';

const SHOWN = 40;

/** Papers like one, `/papers/like/ID`, or like several, `/papers/like?id=A&id=B`. */
export const load: PageServerLoad = async ({ locals, params, url, setHeaders, isDataRequest }) => {
  const { db, index } = locals.offprint;
  const order = url.searchParams.get('order') === 'date' ? 'date' : 'nearness';
  const named = params.id ? [params.id] : url.searchParams.getAll('id').filter(Boolean);
  // One more than count, so that the page can say that they do not.
  const asked = [...new Set(named)].slice(0, MOST_EXAMPLES + 1);
  const known = await Promise.all(asked.map((id) => resolveId(db, id)));
  const ids = [...new Set(known.flatMap((one) => (one ? [one.id] : [])))];
  if (params.id && known[0]?.moved) redirect(308, likePath(ids, order));
  if (asked.length > 0 && ids.length === 0) {
    error(404, 'No paper here has this id.', { lookedFor: printable(asked[0]!.slice(0, 200)) });
  }
  const examples = await findPapers(db, ids);
  const { answer, unavailable } = await askIndex(setHeaders, () => similarTo(index, db, ids, { order, limit: SHOWN }));
  const view = likeView({ examples, unknown: asked.filter((_, at) => !known[at]), order }, answer);
  const like = listed(view, { label: 'Papers like these', lead: false, isDataRequest });
  return { like: view.cards.length > 0 ? like : { ...like, list: '' }, unavailable };
};
