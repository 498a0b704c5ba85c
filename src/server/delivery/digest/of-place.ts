import { latestDay } from '#editions/front.ts';
import { dayPeriod, type PeriodKind, periodAround } from '#floor/day.ts';
import type { Asked } from '../list/found.ts';
import { listAt } from '../list/page-of.ts';
import { type Place, pathOf, withFeedOrder } from '../list/place.ts';
import { periodWords } from '../page/words.ts';
import { type Addressed, digestOf, type PaperDigest } from './of-list.ts';

/** Papers of a list that are looked at for one digest: what a search answers at once, and more than any day has. */
const LOOKED_AT = 200;

const NAMES: Record<PeriodKind, string> = {
  day: 'Front page',
  week: 'Papers of the week',
  month: 'Papers of the month',
};

/** The place as it is on this day: the latest edition has its own address tomorrow too, and a search begins with the newest. */
async function settled({ db }: Asked, place: Place): Promise<Place> {
  if (place.at !== 'latest') return withFeedOrder(place);
  const latest = await latestDay(db);
  return latest ? { at: 'period', period: periodAround(place.kind, latest) } : place;
}

/**
 * What the list at an address says to one subscriber.
 * @param today `YYYY-MM-DD`: the date of lists that are no edition of a day, week or month.
 * @returns undefined where nothing is left to be sent.
 * @throws Failure as the list's page does: `Invalid`, `NotFound`, `SourceUnavailable`.
 */
export async function digestAt(
  asked: Asked,
  place: Place,
  { today, ...addressed }: Omit<Addressed, 'list' | 'date' | 'webUrl'> & { today: string },
): Promise<PaperDigest | undefined> {
  const now = await settled(asked, place);
  const list = await listAt(asked, now, { offset: 0, limit: LOOKED_AT });
  return digestOf(list, {
    ...addressed,
    list: now.at === 'period' ? NAMES[now.period.kind] : list.heading,
    date: now.at === 'period' ? list.heading : periodWords(dayPeriod(today)),
    webUrl: addressed.origin + pathOf(now),
  });
}
