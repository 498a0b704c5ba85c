import { fail } from '@sveltejs/kit';
import { END, subscriberOfLink } from '#delivery/digest/links.ts';
import { endSubscription, findSubscriber } from '#delivery/digest/subscriptions.ts';
import { listName } from '#delivery/digest/wishes.ts';
import { statusOf, wordsOf } from '#floor/failure.ts';
import { keepPrivate } from '../fields.ts';
import type { Actions, PageServerLoad } from './$types';

/** Looking ends nothing: programs that check links look too. */
export const load: PageServerLoad = async ({ url, locals: { offprint }, setHeaders }) => {
  keepPrivate(setHeaders);
  const link = url.searchParams.get('s') ?? '';
  try {
    const { list } = await findSubscriber(offprint.db, await subscriberOfLink(offprint.db, END, link));
    return { link, name: listName(list) };
  } catch {
    // The button tells what is wrong with the link.
    return { link };
  }
};

export const actions: Actions = {
  /** Also what mail programs post by themselves (RFC 8058): the signature in the address is all that is asked for. */
  default: async ({ url, locals: { offprint } }) => {
    try {
      const id = await subscriberOfLink(offprint.db, END, url.searchParams.get('s'));
      await endSubscription(offprint.db, id, new Date());
      return { isEnded: true };
    } catch (error) {
      return fail(statusOf(error), wordsOf(error));
    }
  },
};
