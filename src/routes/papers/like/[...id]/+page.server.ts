import { error, redirect } from '@sveltejs/kit';
import { feedLinks } from '#delivery/feed/form.ts';
import { ALIKE_SHOWN } from '#delivery/list/page-of.ts';
import { likePath } from '#delivery/page/address.ts';
import { findExamples } from '#delivery/page/examples.ts';
import { likeView } from '#delivery/page/like.ts';
import { printable } from '#delivery/text/escape.ts';
import { similarTo } from '#search/index.ts';
import { askIndex } from '../../ask-index.ts';
import { listed } from '../../listed.ts';
import type { PageServerLoad } from './$types';

/** Papers like one, `/papers/like/ID`, or like several, `/papers/like?id=A&id=B`. */
export const load: PageServerLoad = async ({ locals, params, url, setHeaders, isDataRequest }) => {
  const { db, index } = locals.offprint;
  const order = url.searchParams.get('order') === 'date' ? 'date' : 'nearness';
  const named = params.id ? [params.id] : url.searchParams.getAll('id').filter(Boolean);
  const { asked, ids, papers: examples, unknown, moved } = await findExamples(db, named);
  if (params.id && moved) redirect(308, likePath(ids, order));
  if (asked.length > 0 && ids.length === 0) {
    error(404, 'No paper here has this id.', { lookedFor: printable(asked[0]!.slice(0, 200)) });
  }
  const { answer, unavailable } = await askIndex(setHeaders, () =>
    similarTo(index, db, ids, { order, limit: ALIKE_SHOWN }),
  );
  const view = likeView({ examples, unknown, order }, answer);
  const like = listed(view, { label: 'Papers like these', lead: false, isDataRequest });
  const feeds = feedLinks({ at: 'like', named: ids }, view.title);
  return { like: view.cards.length > 0 ? like : { ...like, list: '' }, unavailable, feeds };
};
