import { catalogueName, firstSeenOf } from '#catalogue/first-seen.ts';
import { instant } from '#floor/day.ts';
import { periodList, recentList, trendingList } from '../list/editions.ts';
import { type Asked, foundList, likeList } from '../list/found.ts';
import type { PaperList } from '../list/list.ts';
import { ALIKE_SHOWN } from '../list/page-of.ts';
import { IN_FEEDS, type Place, pathOf } from '../list/place.ts';
import { entryOf, NEVER } from './entry.ts';
import type { Entry, Feed } from './feed.ts';
import { type Form, feedPath } from './form.ts';
import { lastingName } from './name.ts';

/** Papers of one edition, search or like list; a day of the Daily Papers has up to 90. */
const MOST = 100;

function listAt(asked: Asked, place: Place): Promise<PaperList> {
  const part = { offset: 0, limit: MOST };
  switch (place.at) {
    case 'latest':
      return recentList(asked.db, place.kind, MOST);
    case 'period':
      return periodList(asked.db, place.period, part);
    case 'trending':
      return trendingList(asked.db, part);
    case 'search':
      return foundList(asked, place.text, place.order ?? IN_FEEDS.search, part);
    case 'like':
      return likeList(asked, place.named, place.order ?? IN_FEEDS.like, ALIKE_SHOWN);
  }
}

/** What the feed is a feed of, with the order that it has anyway said: its page has another. */
function withOrder(place: Place): Place {
  if (place.at === 'search') return { ...place, order: place.order ?? IN_FEEDS.search };
  return place.at === 'like' ? { ...place, order: place.order ?? IN_FEEDS.like } : place;
}

/** The newest change in a list: of a paper, or of the list when a paper came into it. */
function newest(place: Place, entries: Entry[]): string {
  const [latest] = entries
    .map(({ updated }) => updated)
    .sort()
    .reverse();
  return latest || (place.at === 'period' && instant(place.period.first)) || NEVER;
}

/**
 * A list of papers as a feed. It depends on the catalogue and the address alone, never on the clock.
 * @param form which its own address is of.
 * @throws Failure as the list's page does: `Invalid`, `NotFound`, `SourceUnavailable`.
 */
export async function feedOf(asked: Asked & { origin: string }, place: Place, form: Form): Promise<Feed> {
  const { db, origin } = asked;
  const list = await listAt(asked, place);
  const site = { origin, catalogue: await catalogueName(db) };
  const seen = await firstSeenOf(
    db,
    list.papers.map(({ paper }) => paper.id),
  );
  const entries = list.papers.map((listed) => entryOf(listed, seen.get(listed.paper.id), site));
  return {
    id: lastingName(site.catalogue, `list ${feedPath(place, 'atom')}`),
    title: `${list.heading} · Offprint`,
    about: list.about.join(' '),
    home: origin + pathOf(withOrder(place)),
    self: origin + feedPath(place, form),
    updated: newest(place, entries),
    entries,
  };
}
