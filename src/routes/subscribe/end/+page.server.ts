import { fail } from '@sveltejs/kit';
import { END, subscriberOfLink } from '#delivery/digest/links.ts';
import { endSubscription } from '#delivery/digest/subscriptions.ts';
import { statusOf, wordsOf } from '#floor/failure.ts';
import { keepPrivate } from '../fields.ts';
import type { Actions, PageServerLoad } from './$types';

/** Looking ends nothing: programs that check links look too. */
export const load: PageServerLoad = ({ url, setHeaders }) => {
  keepPrivate(setHeaders);
  return { link: url.searchParams.get('s') ?? '' };
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
