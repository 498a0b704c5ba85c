import { fail } from '@sveltejs/kit';
import { subscribe } from '#delivery/digest/subscriptions.ts';
import { listName, readList, readWishes } from '#delivery/digest/wishes.ts';
import { Failure, statusOf, wordsOf } from '#floor/failure.ts';
import { SENDERS } from '#jobs/digests/jobs.ts';
import { makeDue } from '#jobs/rows.ts';
import type { Actions, PageServerLoad } from './$types';
import { choices, keepPrivate } from './fields.ts';

const OFFERED = ['/papers', '/papers/trending'];

/** The list of the page that the reader came from, where it comes by mail. */
function listOr(given: string | null): string {
  try {
    return readList(given);
  } catch (error) {
    if (!(error instanceof Failure) && !(error instanceof URIError)) throw error;
    return '/papers';
  }
}

export const load: PageServerLoad = ({ url, locals, setHeaders }) => {
  keepPrivate(setHeaders);
  const list = listOr(url.searchParams.get('list'));
  const lists = [...new Set([...OFFERED, list])].map((path) => ({ path, name: listName(path) }));
  return { ...choices(), list, lists, isSending: locals.offprint.settings.smtpUrl !== '' };
};

export const actions: Actions = {
  default: async ({ request, locals: { offprint } }) => {
    const form = await request.formData();
    const typed = form.get('address');
    const address = typeof typed === 'string' ? typed.slice(0, 254) : '';
    const now = new Date();
    try {
      const wishes = readWishes((name) => form.get(name));
      await subscribe(offprint.db, { address, list: readList(form.get('list')), wishes }, now);
    } catch (error) {
      return fail(statusOf(error), { ...wordsOf(error), address });
    }
    await makeDue(offprint.db, SENDERS[0], now);
    return { isAsked: true, address };
  },
};
