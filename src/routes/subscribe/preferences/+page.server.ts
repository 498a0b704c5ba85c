import { fail } from '@sveltejs/kit';
import { PREFERENCES, subscriberOfLink } from '#delivery/digest/links.ts';
import { changeWishes, endSubscription, findSubscriber } from '#delivery/digest/subscriptions.ts';
import { listName, readPause, readWishes } from '#delivery/digest/wishes.ts';
import { statusOf, wordsOf } from '#floor/failure.ts';
import { choices, keepPrivate } from '../fields.ts';
import type { Actions, PageServerLoad } from './$types';

/** What a page of one subscriber's shows, or why it shows nothing. */
export const load: PageServerLoad = async ({ url, locals: { offprint }, setHeaders }) => {
  keepPrivate(setHeaders);
  const link = url.searchParams.get('s') ?? '';
  try {
    const id = await subscriberOfLink(offprint.db, PREFERENCES, link);
    const { address, list, state, every, hour, zone, most, paused_until } = await findSubscriber(offprint.db, id);
    const wishes = { every, hour, zone, most };
    return {
      ...choices(),
      subscriber: { link, address, list: listName(list), state, wishes, pausedUntil: paused_until ?? '' },
    };
  } catch (error) {
    return { ...choices(), trouble: wordsOf(error) };
  }
};

export const actions: Actions = {
  change: async ({ request, url, locals: { offprint } }) => {
    const form = await request.formData();
    try {
      const id = await subscriberOfLink(offprint.db, PREFERENCES, url.searchParams.get('s'));
      const wishes = readWishes((name) => form.get(name));
      await changeWishes(offprint.db, id, wishes, readPause(form.get('pause')), new Date());
      return { said: 'It is changed.' };
    } catch (error) {
      return fail(statusOf(error), wordsOf(error));
    }
  },
  end: async ({ url, locals: { offprint } }) => {
    try {
      const id = await subscriberOfLink(offprint.db, PREFERENCES, url.searchParams.get('s'));
      await endSubscription(offprint.db, id, new Date());
      return { said: 'It has ended.' };
    } catch (error) {
      return fail(statusOf(error), wordsOf(error));
    }
  },
};
