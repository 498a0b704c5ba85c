import { firstSeenOf } from '#catalogue/first-seen.ts';
import type { Db } from '#db/schema.ts';
import { periodList, trendingList } from '#delivery/list/editions.ts';
import { type Asked, foundList, likeList } from '#delivery/list/found.ts';
import type { ListedPaper, PaperList } from '#delivery/list/list.ts';
import { ALIKE_SHOWN } from '#delivery/list/page-of.ts';
import { IN_FEEDS, type Place, pathOf } from '#delivery/list/place.ts';
import { frontEdition, latestDay } from '#editions/front.ts';
import { type Period, periodAround, readPeriod } from '#floor/day.ts';
import { dayIn } from '#floor/schedule.ts';
import type { Hook } from '#floor/settings/whole-hooks.ts';
import { earlierPosts } from './log.ts';

/** What a hook is to post, by the name that it is posted under once. */
export interface HookEdition {
  name: string;
  /** The address of the page that shows it, without the origin. */
  path: string;
  list: Pick<PaperList, 'heading' | 'papers' | 'reachable'>;
}

/** Papers that are looked through for new ones. */
const LOOKED_AT = 100;
/** The index is behind the catalogue by seconds, or minutes after a large import. */
const INDEX_SLACK_MS = 3_600_000;

/**
 * The period that a hook of the latest ones posts: the latest day, but a week or a month once it is over: on its first
 * day it would be that day's papers.
 */
async function latestWhole(db: Db, kind: Period['kind'], today: string): Promise<Period | undefined> {
  const latest = await latestDay(db);
  if (!latest) return undefined;
  const period = periodAround(kind, latest);
  if (kind === 'day' || period.last < today) return period;
  const { previous } = await frontEdition(db, period, { offset: 0, limit: 1 });
  return previous === undefined ? undefined : readPeriod(kind, previous);
}

async function periodEdition(db: Db, period: Period, most: number): Promise<HookEdition> {
  const list = await periodList(db, period, { offset: 0, limit: most });
  return { name: `${period.kind} ${period.name}`, path: pathOf({ at: 'period', period }), list };
}

/** Of a list that goes on for ever, what this hook has not posted yet. */
async function unposted(db: Db, hook: string, papers: ListedPaper[], byDate: boolean): Promise<ListedPaper[]> {
  const { ids, latestAt } = await earlierPosts(db, hook);
  const fresh = papers.filter(({ paper }) => !ids.has(paper.id));
  if (!byDate || latestAt === undefined) return fresh;
  const seen = await firstSeenOf(
    db,
    fresh.map(({ paper }) => paper.id),
  );
  const since = new Date(Date.parse(latestAt) - INDEX_SLACK_MS).toISOString();
  return fresh.filter(({ paper }) => (seen.get(paper.id)?.at ?? '') > since);
}

/** A list with the order said that hooks read it in, as feeds do: its page has another. */
function inOrder(place: Place): Place {
  if (place.at === 'search') return { ...place, order: place.order ?? IN_FEEDS.search };
  return place.at === 'like' ? { ...place, order: place.order ?? IN_FEEDS.like } : place;
}

async function standing(asked: Asked, place: Place, { name, most }: Hook): Promise<PaperList> {
  const { db } = asked;
  const order = 'order' in place ? place.order : undefined;
  const list =
    place.at === 'search'
      ? await foundList(asked, place.text, place.order ?? IN_FEEDS.search, { offset: 0, limit: LOOKED_AT })
      : place.at === 'like'
        ? await likeList(asked, place.named, place.order ?? IN_FEEDS.like, ALIKE_SHOWN)
        : await trendingList(db, { offset: 0, limit: most });
  const byDate = place.at !== 'trending' && (order ?? 'date') === 'date';
  // What is ranked stays ranked: only what has come among the first counts as new.
  const looked = byDate ? list.papers : list.papers.slice(0, most);
  const papers = await unposted(db, name, looked, byDate);
  return { ...list, papers: papers.slice(0, most), reachable: byDate ? papers.length : list.reachable };
}

/**
 * What a hook would post now. Editions of days, weeks and months go by their own names. A search, papers like others and
 * trending have one edition a day: of what this hook has not posted yet, and by date only of what has come since.
 * @returns undefined where there is nothing.
 * @throws Failure as the list's page does: `SourceUnavailable` where the index cannot be asked.
 */
export async function hookEdition(asked: Asked, hook: Hook, place: Place, now: Date): Promise<HookEdition | undefined> {
  const today = dayIn(hook.schedule.zone, now);
  let edition: HookEdition;
  if (place.at === 'latest') {
    const period = await latestWhole(asked.db, place.kind, today);
    if (!period) return undefined;
    edition = await periodEdition(asked.db, period, hook.most);
  } else if (place.at === 'period') edition = await periodEdition(asked.db, place.period, hook.most);
  else edition = { name: `on ${today}`, path: pathOf(inOrder(place)), list: await standing(asked, place, hook) };
  return edition.list.papers.length > 0 ? edition : undefined;
}
