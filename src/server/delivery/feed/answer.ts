import { notFound, statusOf, wordsOf } from '#floor/failure.ts';
import type { Asked } from '../list/found.ts';
import { type Place, placeOf } from '../list/place.ts';
import { findExamples } from '../page/examples.ts';
import { atomOf } from './atom.ts';
import { NEVER } from './entry.ts';
import type { Feed } from './feed.ts';
import { FORMS, type Form, feedPath } from './form.ts';
import { jsonFeedOf } from './json.ts';
import { lastingName } from './name.ts';
import { feedOf } from './of-place.ts';
import { rssOf } from './rss.ts';

/** A feed as the text of each kind. */
export const WRITTEN: Record<Form, (feed: Feed) => string> = { atom: atomOf, rss: rssOf, json: jsonFeedOf };

const typed = (form: Form) => `${FORMS[form].type}; charset=utf-8`;

/** Where a list is now, whose one example goes by another id than it did. */
async function movedTo({ db }: Asked, place: Place): Promise<Place | undefined> {
  if (place.at !== 'like' || place.named.length !== 1) return undefined;
  const { moved, ids } = await findExamples(db, place.named);
  return moved ? { ...place, named: ids } : undefined;
}

/** Why there is no such feed, as a feed without entries: whoever reads feeds can show it. */
function refusal(thrown: unknown, { origin, pathname }: { origin: string; pathname: string }, form: Form): Response {
  const { message, next = '' } = wordsOf(thrown);
  const feed: Feed = {
    id: lastingName('refusal', message),
    title: message,
    about: next || message,
    home: `${origin}/papers`,
    self: origin + pathname,
    updated: NEVER,
    entries: [],
  };
  const status = statusOf(thrown);
  if (status === 500) console.error(thrown);
  return new Response(WRITTEN[form](feed), {
    status,
    headers: {
      'content-type': typed(form),
      'cache-control': 'no-store',
      ...(status === 503 && { 'retry-after': '60' }),
    },
  });
}

/**
 * Answers the address of a feed, `…/feed.atom`, `.rss`, `.json` behind the address of any page that lists papers. A
 * failure is told in the feed's own kind, with its status.
 */
export async function feedAnswer(asked: Asked & { origin: string }, url: URL, form: Form): Promise<Response> {
  try {
    const page = url.pathname.slice(0, url.pathname.lastIndexOf('/'));
    const place = placeOf(page, url.searchParams);
    if (!place)
      throw notFound('There is no list of papers at this address.', 'Feeds stand behind a list: /papers/feed.atom.');
    const now = await movedTo(asked, place);
    if (now) return new Response(null, { status: 308, headers: { location: feedPath(now, form) } });
    const body = WRITTEN[form](await feedOf(asked, place, form));
    return new Response(body, { headers: { 'content-type': typed(form), 'cache-control': 'public, no-cache' } });
  } catch (thrown) {
    return refusal(thrown, { origin: asked.origin, pathname: url.pathname }, form);
  }
}
