import { catalogueName, firstSeenOf } from '#catalogue/first-seen.ts';
import { instant } from '#floor/day.ts';
import { recentList } from '../list/editions.ts';
import type { Asked } from '../list/found.ts';
import type { PaperList } from '../list/list.ts';
import { ALIKE_SHOWN, listAt } from '../list/page-of.ts';
import { type Place, pathOf, withFeedOrder } from '../list/place.ts';
import { entryOf, NEVER } from './entry.ts';
import type { Entry, Feed } from './feed.ts';
import { type Form, feedPath } from './form.ts';
import { lastingName } from './name.ts';

/** Papers of one edition, search or like list; a day of the Daily Papers has up to 90. */
const MOST = 100;

function followed(asked: Asked, place: Place): Promise<PaperList> {
  if (place.at === 'latest') return recentList(asked.db, place.kind, MOST);
  return listAt(asked, withFeedOrder(place), { offset: 0, limit: place.at === 'like' ? ALIKE_SHOWN : MOST });
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
  const list = await followed(asked, place);
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
    home: origin + pathOf(withFeedOrder(place)),
    self: origin + feedPath(place, form),
    updated: newest(place, entries),
    entries,
  };
}
