import { redirect } from '@sveltejs/kit';
import { backPath, densityOf, themeOf } from '#lib/looks.ts';
import type { RequestHandler } from './$types';

const A_YEAR_S = 365 * 24 * 60 * 60;

/** Remembers a choice of density or theme, and goes back to the page it was made on. Anything else is ignored. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const form = await request.formData();
  const options = { maxAge: A_YEAR_S, secure: url.protocol === 'https:', sameSite: 'lax' } as const;
  const density = densityOf(form.get('density'));
  const theme = themeOf(form.get('theme'));
  if (density) cookies.set('density', density, options);
  if (theme) cookies.set('theme', theme, options);
  redirect(303, backPath(form.get('back')));
};
