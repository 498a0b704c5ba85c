import { apiPage } from '#delivery/operations/page.ts';
import { trendingEdition } from '#editions/trending.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const [first] = (await trendingEdition(locals.offprint.db, { offset: 0, limit: 1 })).papers;
  return { api: apiPage(url.origin, first?.paper.id) };
};
