import { type Cookies, type RequestEvent, redirect } from '@sveltejs/kit';
import { type Administrator, administratorBySession, administratorKey, SESSION } from '#readers/administrator.ts';
import type { Offprint } from '../../server/offprint.ts';

export const A_MONTH_S = 30 * 24 * 60 * 60;

/** The proof that the administrator asks; whoever else does is led to where the key is asked for. */
export async function administratorOr({ db, settings }: Offprint, cookies: Cookies, url: URL): Promise<Administrator> {
  const key = await administratorKey(db, settings.adminKey);
  const proof = administratorBySession(key, cookies.get(SESSION));
  if (!proof) redirect(303, `/admin/sign-in?to=${encodeURIComponent(url.pathname)}`);
  return proof;
}

/** The same for a page that is shown, which nobody keeps. */
export function administratorsPage(
  event: Pick<RequestEvent, 'locals' | 'cookies' | 'url' | 'setHeaders'>,
): Promise<Administrator> {
  event.setHeaders({ 'cache-control': 'no-store' });
  return administratorOr(event.locals.offprint, event.cookies, event.url);
}

/** An address of the administrator's pages, from what a form says; never one of another site. */
export const adminPath = (text: unknown): string =>
  typeof text === 'string' && /^\/admin(?:\/[\w/-]{0,100})?$/.test(text) ? text : '/admin';
