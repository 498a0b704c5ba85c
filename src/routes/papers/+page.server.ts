import { redirect } from '@sveltejs/kit';
import { feedLinks } from '#delivery/feed/form.ts';
import { periodPath } from '#delivery/page/address.ts';
import { HARVEST } from '#delivery/page/harvest.ts';
import { pageOf } from '#delivery/page/pages.ts';
import { latestDay } from '#editions/front.ts';
import { dayPeriod } from '#floor/day.ts';
import type { PageServerLoad } from './$types';
import { periodPage } from './edition.ts';
import { searchPage } from './search.ts';

/** The latest edition; `?q=` searches, and `?date=` is how the date picker asks for a day. */
export const load: PageServerLoad = async ({ locals, url, setHeaders, isDataRequest }) => {
  const date = url.searchParams.get('date');
  if (date !== null) redirect(307, periodPath(dayPeriod(date)));
  const text = url.searchParams.get('q')?.trim();
  if (text) return searchPage(locals.offprint, text, { url, setHeaders, isDataRequest });
  const latest = await latestDay(locals.offprint.db);
  const harvest = locals.offprint.harvests() ? {} : { harvest: HARVEST };
  const feeds = feedLinks({ at: 'latest', kind: 'day' }, '');
  if (!latest) return { empty: true, feeds, ...harvest };
  const page = await periodPage(locals.offprint, dayPeriod(latest), pageOf(url.searchParams), isDataRequest);
  return { ...page, feeds, ...harvest };
};
