import { type Period, type PeriodKind, readPeriod } from '#floor/day.ts';
import type { Order } from '#search/index.ts';
import type { SimilarOrder } from '../page/like.ts';

/** Which list of papers an address names. An order that it does not ask for is absent: pages and feeds have their own. */
export type Place =
  | { at: 'latest'; kind: PeriodKind }
  | { at: 'period'; period: Period }
  | { at: 'trending' }
  | { at: 'search'; text: string; order?: Order }
  | { at: 'like'; named: string[]; order?: SimilarOrder };

/** The orders that addresses leave out. */
export interface UsualOrders {
  search: Order;
  like: SimilarOrder;
}

export const ON_PAGES: UsualOrders = { search: 'relevance', like: 'nearness' };
/** Who follows a search wants what is new in it: by relevance the same papers would stand on top for ever. */
export const IN_FEEDS: UsualOrders = { search: 'date', like: 'date' };

/** A place with the order said that who follows it gets anyway: its page has another. */
export function withFeedOrder(place: Place): Place {
  if (place.at === 'search') return { ...place, order: place.order ?? IN_FEEDS.search };
  return place.at === 'like' ? { ...place, order: place.order ?? IN_FEEDS.like } : place;
}

const KINDS = { date: 'day', week: 'week', month: 'month' } as const;
const FOLDERS = { day: '/papers/date', week: '/papers/week', month: '/papers/month' } as const;

function searched(query: URLSearchParams): Place | undefined {
  const text = query.get('q')?.trim();
  if (!text) return undefined;
  const asked = query.get('order');
  const order = (['relevance', 'date', 'votes'] as const).find((one) => one === asked);
  return { at: 'search', text, ...(order && { order }) };
}

function alike(id: string, query: URLSearchParams): Place {
  const asked = query.get('order');
  const order = (['nearness', 'date'] as const).find((one) => one === asked);
  const named = id ? [id] : query.getAll('id').filter(Boolean);
  return { at: 'like', named, ...(order && { order }) };
}

/**
 * Reads the address of a page that lists papers.
 * @param pathname as it stands in the address, per cent signs and all.
 * @returns undefined for the address of anything else.
 * @throws Failure `Invalid` for a day, week or month that does not exist.
 */
export function placeOf(pathname: string, query: URLSearchParams): Place | undefined {
  const [root, papers, section, ...rest] = pathname.split('/').map(decodeURIComponent);
  if (root !== '' || papers !== 'papers') return undefined;
  if (section === undefined) {
    const date = query.get('date');
    if (date !== null) return { at: 'period', period: readPeriod('day', date) };
    return searched(query) ?? { at: 'latest', kind: 'day' };
  }
  if (section === 'like') return alike(rest.join('/'), query);
  if (section === 'trending') return rest.length === 0 ? { at: 'trending' } : undefined;
  if (section !== 'date' && section !== 'week' && section !== 'month') return undefined;
  const kind = KINDS[section];
  const [name] = rest;
  if (name === undefined) return { at: 'latest', kind };
  return rest.length === 1 ? { at: 'period', period: readPeriod(kind, name) } : undefined;
}

const encoded = (id: string) => id.split('/').map(encodeURIComponent).join('/');

function parts(place: Place, usual: UsualOrders): { path: string; query: [string, string][] } {
  const order = 'order' in place && place.order ? [['order', place.order] as [string, string]] : [];
  switch (place.at) {
    case 'latest':
      return { path: place.kind === 'day' ? '/papers' : FOLDERS[place.kind], query: [] };
    case 'period':
      return { path: `${FOLDERS[place.period.kind]}/${place.period.name}`, query: [] };
    case 'trending':
      return { path: '/papers/trending', query: [] };
    case 'search':
      return { path: '/papers', query: [['q', place.text], ...(place.order === usual.search ? [] : order)] };
    case 'like': {
      const [only] = place.named;
      const rest = place.order === usual.like ? [] : order;
      if (place.named.length === 1 && only) return { path: `/papers/like/${encoded(only)}`, query: rest };
      return { path: '/papers/like', query: [...place.named.map((id): [string, string] => ['id', id]), ...rest] };
    }
  }
}

/**
 * The one address of a list: of its page, or with a suffix of its other forms (`/feed.atom`, `.md`).
 * @param usual the order that is not in the address because it is so anyway.
 */
export function pathOf(place: Place, suffix = '', usual: UsualOrders = ON_PAGES): string {
  const { path, query } = parts(place, usual);
  const asked = query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return path + suffix + (asked && `?${asked}`);
}
