import { fail, redirect } from '@sveltejs/kit';
import { jobsView, runNow } from '#jobs/page.ts';
import { SESSION } from '#readers/administrator.ts';
import { administratorOr, administratorsPage } from '../../administrator.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const proof = await administratorsPage(event);
  const { offprint } = event.locals;
  return {
    view: await jobsView(offprint.db, proof, offprint.jobs(), new Date()),
    sources: offprint.sources().map(({ source }) => source.title),
    hasClock: offprint.settings.jobs,
  };
};

export const actions: Actions = {
  run: async ({ request, locals: { offprint }, cookies, url }) => {
    const proof = await administratorOr(offprint, cookies, url);
    const name = String((await request.formData()).get('job') ?? '');
    if (!(await runNow(offprint.db, proof, name, new Date())))
      return fail(404, { message: 'There is no such job any more.' });
    redirect(303, '/admin/jobs');
  },
  leave: ({ cookies }) => {
    cookies.delete(SESSION, { path: '/' });
    redirect(303, '/papers');
  },
};
