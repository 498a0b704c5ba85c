import { fail, redirect } from '@sveltejs/kit';
import { statusOf, wordsOf } from '#floor/failure.ts';
import { administratorByKey, administratorKey, SESSION, sessionFor } from '#readers/administrator.ts';
import { A_MONTH_S, adminPath } from '../administrator.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, setHeaders }) => {
  setHeaders({ 'cache-control': 'no-store' });
  return { to: adminPath(url.searchParams.get('to')), key: url.searchParams.get('key') ?? '' };
};

export const actions: Actions = {
  default: async ({ request, cookies, locals, url }) => {
    const form = await request.formData();
    const key = await administratorKey(locals.offprint.db, locals.offprint.settings.adminKey);
    try {
      administratorByKey(key, String(form.get('key') ?? ''));
    } catch (error) {
      return fail(statusOf(error), wordsOf(error));
    }
    const secure = url.protocol === 'https:';
    cookies.set(SESSION, sessionFor(key), { path: '/', httpOnly: true, sameSite: 'strict', secure, maxAge: A_MONTH_S });
    redirect(303, adminPath(form.get('to')));
  },
};
