import { fail } from '@sveltejs/kit';
import { subscribe } from '#delivery/digest/subscriptions.ts';
import { listName, readList, readWishes, USUAL_PAPERS } from '#delivery/digest/wishes.ts';
import { counted } from '#delivery/page/words.ts';
import { Failure, statusOf, wordsOf } from '#floor/failure.ts';
import { SENDERS } from '#jobs/digests/jobs.ts';
import { makeDue } from '#jobs/rows.ts';
import type { Actions, PageServerLoad } from './$types';
import { choices, keepPrivate } from './fields.ts';

const OFFERED = ['/papers', '/papers/trending'];
const named = (path: string) => ({ path, name: listName(path) });

/** The list of the page that the reader came from, where it comes by mail. */
function listOr(given: string | null): string {
  try {
    return readList(given);
  } catch (error) {
    if (!(error instanceof Failure) && !(error instanceof URIError)) throw error;
    return '/papers';
  }
}

/** An address alone is enough. */
const USUAL: Record<string, string> = { every: 'daily', hour: '8', zone: 'UTC', most: String(USUAL_PAPERS) };

const typed = (form: FormData, name: string, longest: number): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.slice(0, longest) : '';
};

/** What stands in the form, right or wrong, so that nobody types it twice. */
const typedWishes = (form: FormData) => ({
  every: typed(form, 'every', 20),
  hour: Number(typed(form, 'hour', 3)),
  zone: typed(form, 'zone', 64),
  most: typed(form, 'most', 10),
});

const tooMany = (seconds: number) =>
  new Failure(
    'RateLimited',
    'Too many subscriptions came from your network; this one was not taken.',
    `Send it again in ${seconds < 90 ? counted(seconds, 'second') : counted(Math.ceil(seconds / 60), 'minute')}: what you typed is still here.`,
  );

export const load: PageServerLoad = ({ url, locals, setHeaders }) => {
  keepPrivate(setHeaders);
  const list = listOr(url.searchParams.get('list'));
  const lists = [...new Set([...OFFERED, list])].map(named);
  return { ...choices(), list, lists, isSending: locals.offprint.settings.smtpUrl !== '' };
};

export const actions: Actions = {
  default: async ({ request, platform, locals: { offprint } }) => {
    const form = await request.formData();
    const address = typed(form, 'address', 254);
    const now = new Date();
    try {
      const waits = platform?.req?.waits ?? 0;
      if (waits > 0) throw tooMany(waits);
      const wishes = readWishes((name) => form.get(name) ?? USUAL[name]);
      await subscribe(offprint.db, { address, list: readList(form.get('list') ?? OFFERED[0]), wishes }, now);
    } catch (error) {
      return fail(statusOf(error), {
        ...wordsOf(error),
        address,
        list: named(listOr(typed(form, 'list', 1_000))),
        wishes: typedWishes(form),
      });
    }
    await makeDue(offprint.db, SENDERS[0], now);
    return { isAsked: true, address };
  },
};
