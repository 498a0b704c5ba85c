import { fail } from '@sveltejs/kit';
import { confirm, isConfirmable } from '#delivery/digest/subscriptions.ts';
import { listName } from '#delivery/digest/wishes.ts';
import { statusOf, wordsOf } from '#floor/failure.ts';
import { keepPrivate } from '../fields.ts';
import type { Actions, PageServerLoad } from './$types';

const tokenIn = (text: FormDataEntryValue | null) => (typeof text === 'string' ? text.slice(0, 100) : '');

export const load: PageServerLoad = async ({ url, locals, setHeaders }) => {
  keepPrivate(setHeaders);
  const token = tokenIn(url.searchParams.get('t'));
  return { token, isGood: await isConfirmable(locals.offprint.db, token, new Date()) };
};

export const actions: Actions = {
  default: async ({ request, locals }) => {
    try {
      const { list } = await confirm(locals.offprint.db, tokenIn((await request.formData()).get('t')), new Date());
      return { confirmed: listName(list) };
    } catch (error) {
      return fail(statusOf(error), wordsOf(error));
    }
  },
};
