import { redirect } from '@sveltejs/kit';
import { periodPath } from '#delivery/page/address.ts';
import { pageOf } from '#delivery/page/pages.ts';
import { latestDay } from '#editions/front.ts';
import { periodAround, readPeriod } from '#floor/day.ts';
import { periodPage } from '../../edition.ts';
import type { PageServerLoad } from './$types';

/** A day, week or month. A week or month that lies ahead leads to the latest one, as scripts of the anchor expect. */
export const load: PageServerLoad = async ({ locals, params, url, isDataRequest }) => {
  const kind = params.kind === 'date' ? 'day' : params.kind;
  const period = readPeriod(kind, params.name);
  const latest = await latestDay(locals.offprint.db);
  if (kind !== 'day' && latest && period.first > latest) redirect(307, periodPath(periodAround(kind, latest)));
  return periodPage(locals.offprint, period, pageOf(url.searchParams), isDataRequest);
};
