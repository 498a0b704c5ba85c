import { feedLinks } from '#delivery/feed/form.ts';
import { editionView, PAGE_SIZE, waysAround } from '#delivery/page/edition.ts';
import { partOf } from '#delivery/page/pages.ts';
import { periodWords } from '#delivery/page/words.ts';
import { calendar, frontEdition, latestDay } from '#editions/front.ts';
import { topicsOf } from '#editions/topics.ts';
import { type Period, periodAround } from '#floor/day.ts';
import type { Offprint } from '../../server/offprint.ts';
import { listed } from './listed.ts';

/** The front page of a period with what stands around it, for every address that shows one. */
export async function periodPage({ db }: Offprint, period: Period, page: number, isDataRequest: boolean) {
  const edition = await frontEdition(db, period, partOf(page, PAGE_SIZE));
  const days = await calendar(db, periodAround('month', period.last));
  const topics = period.kind === 'month' ? [] : await topicsOf(db, period);
  const latest = await latestDay(db);
  return {
    edition: listed(editionView(edition, { page, latest, days, topics }), {
      label: 'Papers',
      lead: page === 1,
      isDataRequest,
    }),
    feeds: feedLinks({ at: 'period', period }, periodWords(period)),
    current: period.kind,
    ways: waysAround(latest && latest >= period.first && latest < period.last ? latest : period.last),
  };
}
