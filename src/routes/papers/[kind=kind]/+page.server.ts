import { error, redirect } from '@sveltejs/kit';
import { periodPath } from '#delivery/page/address.ts';
import { latestDay } from '#editions/front.ts';
import { periodAround } from '#floor/day.ts';
import type { PageServerLoad } from './$types';

/** `/papers/week` without a week: the latest one. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const latest = await latestDay(locals.offprint.db);
  if (!latest) error(404, 'There are no papers in the catalogue yet.', { next: 'Import some: offprint import FILE.' });
  redirect(307, periodPath(periodAround(params.kind === 'date' ? 'day' : params.kind, latest)));
};
