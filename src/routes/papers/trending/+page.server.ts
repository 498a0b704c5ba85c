import { editionView, PAGE_SIZE } from '#delivery/page/edition.ts';
import { latestDay } from '#editions/front.ts';
import { trendingEdition } from '#editions/trending.ts';
import { pageOf, partOf } from '../pages.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { db } = locals.offprint;
  const page = pageOf(url);
  const edition = await trendingEdition(db, partOf(page, PAGE_SIZE));
  return { edition: editionView(edition, { page, latest: await latestDay(db) }), current: 'trending' };
};
