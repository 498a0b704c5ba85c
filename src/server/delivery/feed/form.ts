import { IN_FEEDS, type Place, pathOf } from '../list/place.ts';

/** The three kinds of feed, by what they are called in addresses: `/papers/feed.atom`. */
export const FORMS = {
  atom: { name: 'Atom', type: 'application/atom+xml' },
  rss: { name: 'RSS', type: 'application/rss+xml' },
  json: { name: 'JSON Feed', type: 'application/feed+json' },
} as const;

export type Form = keyof typeof FORMS;

export const isForm = (text: string): text is Form => Object.hasOwn(FORMS, text);

/** Where a list's feed is: the address of its page, with one word more. */
export const feedPath = (place: Place, form: Form): string => pathOf(place, `/feed.${form}`, IN_FEEDS);

/** A feed as a page's head names it, so that feed readers find it there. */
export interface FeedLink {
  href: string;
  type: string;
  title: string;
}

const FOLLOWED = { day: 'Front page', week: 'Papers of the week', month: 'Papers of the month' } as const;

/** The feeds of a place, one of each kind. @param words what they are feeds of. */
function linksTo(place: Place, words: string): FeedLink[] {
  return (Object.keys(FORMS) as Form[]).map((form) => ({
    href: feedPath(place, form),
    type: FORMS[form].type,
    title: `${words} (${FORMS[form].name})`,
  }));
}

/**
 * The feeds that a page offers, the one to follow first. The page of a day, week or month offers those of the latest
 * ones, and its own last; a search's and a like list's have the newest first, however the page is ordered.
 * @param heading of the page.
 */
export function feedLinks(place: Place, heading: string): FeedLink[] {
  switch (place.at) {
    case 'latest':
      return linksTo(place, FOLLOWED[place.kind]);
    case 'period': {
      const { kind } = place.period;
      return [...linksTo({ at: 'latest', kind }, FOLLOWED[kind]), linksTo(place, heading)[0]!];
    }
    case 'trending':
      return linksTo(place, heading);
    case 'search':
      return linksTo({ at: 'search', text: place.text }, `${heading}, the newest first`);
    case 'like':
      return place.named.length === 0 ? [] : linksTo({ at: 'like', named: place.named }, heading);
  }
}
