import { feedLinks } from '#delivery/feed/form.ts';
import { editionView, PAGE_SIZE } from '#delivery/page/edition.ts';
import { pageOf, partOf } from '#delivery/page/pages.ts';
import { calendar, latestDay } from '#editions/front.ts';
import { trendingEdition } from '#editions/trending.ts';
import { periodAround } from '#floor/day.ts';
import { listed } from '../listed.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, isDataRequest }) => {
  const { db } = locals.offprint;
  const page = pageOf(url.searchParams);
  const edition = await trendingEdition(db, partOf(page, PAGE_SIZE));
  const latest = await latestDay(db);
  const days = latest ? await calendar(db, periodAround('month', latest)) : [];
  return {
    edition: listed(editionView(edition, { page, latest, days }), {
      label: 'Trending papers',
      lead: page === 1,
      isDataRequest,
    }),
    feeds: feedLinks({ at: 'trending' }, 'Trending'),
    current: 'trending',
  };
};
