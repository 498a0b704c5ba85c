import { latestDay } from '#editions/front.ts';
import { dayPeriod, periodAround } from '#floor/day.ts';
import { recentList } from '../list/editions.ts';
import type { Asked } from '../list/found.ts';
import type { ListedPaper } from '../list/list.ts';
import { listAt } from '../list/page-of.ts';
import { pathOf, placeOf, withFeedOrder } from '../list/place.ts';
import { periodWords } from '../page/words.ts';
import { oneLine } from '../text/escape.ts';
import type { Digest } from './digest.ts';
import { digestEntry } from './of-list.ts';
import type { Rhythm } from './wishes.ts';

/** A day of the Daily Papers has up to 90. */
const MOST = 100;
const LONGEST_NAME = 300;
const SPANS = { daily: 'day', weekdays: 'day', weekly: 'week', monthly: 'month' } as const;

/** What a list has for those who get it in one rhythm, before it is known what each has had. */
export interface DigestSource {
  name: string;
  /** The page that shows it, without the origin: a front page's own day, week or month, which stays. */
  path: string;
  papers: ListedPaper[];
}

async function frontSource({ db }: Asked, every: Rhythm): Promise<DigestSource> {
  const kind = SPANS[every];
  const latest = await latestDay(db);
  const list = await recentList(db, kind, MOST);
  const path = latest ? pathOf({ at: 'period', period: periodAround(kind, latest) }) : '/papers';
  return { name: list.heading, path, papers: list.papers };
}

/**
 * Reads a list for mails.
 * @param list as `readList` gave it.
 * @throws Failure `SourceUnavailable` where the index cannot be asked.
 */
export async function digestSource(asked: Asked, list: string, every: Rhythm): Promise<DigestSource> {
  const url = new URL(list, 'http://list.invalid');
  const place = placeOf(url.pathname, url.searchParams);
  // What else there is (the latest edition of a day, week or month) comes as often as the subscriber wants.
  if (!place || !['trending', 'period', 'search'].includes(place.at)) return frontSource(asked, every);
  const { heading, papers } = await listAt(asked, withFeedOrder(place), { offset: 0, limit: MOST });
  return { name: heading, path: list, papers };
}

/** A digest without the two links that are one subscriber's own. */
export type UnsignedDigest = Omit<Digest, 'preferencesUrl' | 'unsubscribeUrl'>;

/** What a list is called in a mail and on the page of what was sent. */
export const sourceName = ({ name }: DigestSource): string => oneLine(name.slice(0, LONGEST_NAME));

/** What a subscriber gets: the first of `papers`, on a day of their calendar. */
export function digestOf(
  source: DigestSource,
  papers: ListedPaper[],
  { origin, day, most, editionPath }: { origin: string; day: string; most: number; editionPath?: string },
): UnsignedDigest {
  return {
    origin,
    list: sourceName(source),
    date: periodWords(dayPeriod(day)),
    webUrl: origin + source.path,
    ...(editionPath !== undefined && { editionUrl: origin + editionPath }),
    entries: papers.slice(0, most).map((listed) => digestEntry(listed, origin)),
    more: Math.max(0, papers.length - most),
  };
}
