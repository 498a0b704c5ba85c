import type { Db } from '#db/schema.ts';
import type { Edition, RankedPaper } from '#editions/edition.ts';
import { frontEdition, latestDay } from '#editions/front.ts';
import { trendingEdition } from '#editions/trending.ts';
import { type Period, type PeriodKind, periodAround, readPeriod } from '#floor/day.ts';
import { noteOf } from '../page/edition.ts';
import { counted, emptyWords, longDay, periodWords } from '../page/words.ts';
import type { ListedPaper, PaperList, Part } from './list.ts';
import { pathOf } from './place.ts';

const NOTHING_TRENDS = 'Nothing is trending yet.';

/** `on 18 June 2026`, `in the week of 15 to 21 June 2026`, `in June 2026`. */
function within({ period }: Edition): string {
  if (!period) return 'among what is trending';
  if (period.kind === 'day') return `on ${longDay(period.first)}`;
  return period.kind === 'week' ? `in the week of ${periodWords(period)}` : `in ${periodWords(period)}`;
}

const listedPapers = (edition: Edition): ListedPaper[] =>
  edition.papers.map(({ paper, rank, day, because }: RankedPaper) => ({
    paper,
    rank,
    day,
    within: within(edition),
    because: because.map(({ words }) => words),
  }));

/** An edition as a list; `latest` is the last day that has papers. */
function listOf(edition: Edition, latest: string | undefined): PaperList {
  const { period, total, previous, next } = edition;
  const note = noteOf(edition);
  const empty = period ? emptyWords(period, latest) : NOTHING_TRENDS;
  const beside = (name: string) => pathOf({ at: 'period', period: readPeriod(period!.kind, name) });
  return {
    heading: period ? periodWords(period) : 'Trending',
    about: [total === 0 ? empty : `${counted(total, 'paper')}.`, ...(note ? [note] : [])],
    papers: listedPapers(edition),
    reachable: total,
    ...(previous && { earlier: beside(previous) }),
    ...(next && { later: beside(next) }),
  };
}

/** The front page of one day, week or month. */
export async function periodList(db: Db, period: Period, part: Part): Promise<PaperList> {
  return listOf(await frontEdition(db, period, part), await latestDay(db));
}

export async function trendingList(db: Db, part: Part): Promise<PaperList> {
  return listOf(await trendingEdition(db, part), undefined);
}

/** The latest day, week or month that has papers; an empty list where none has. */
export async function latestList(db: Db, kind: PeriodKind, part: Part): Promise<PaperList> {
  const latest = await latestDay(db);
  return latest ? periodList(db, periodAround(kind, latest), part) : noPapers('The latest papers');
}

const noPapers = (heading: string): PaperList => ({
  heading,
  about: ['There are no papers in the catalogue yet.'],
  papers: [],
  reachable: 0,
});

/**
 * Editions that a feed of the latest ones holds. What comes into a day's edition late, when the next one has begun, is
 * there still: a reader that asks once a day misses nothing even after a day of its own off.
 */
const RECENT: Record<PeriodKind, number> = { day: 3, week: 2, month: 2 };
const HEADINGS: Record<PeriodKind, string> = {
  day: 'Front page',
  week: 'Papers of the week',
  month: 'Papers of the month',
};

/**
 * The last editions of a kind that have papers, the latest first, each paper once.
 * @param most papers of each of them.
 */
export async function recentList(db: Db, kind: PeriodKind, most: number): Promise<PaperList> {
  const latest = await latestDay(db);
  if (!latest) return noPapers(HEADINGS[kind]);
  const papers = new Map<string, ListedPaper>();
  let period: Period | undefined = periodAround(kind, latest);
  for (let count = 0; count < RECENT[kind] && period; count++) {
    const edition: Edition = await frontEdition(db, period, { offset: 0, limit: most });
    for (const one of listedPapers(edition)) if (!papers.has(one.paper.id)) papers.set(one.paper.id, one);
    period = edition.previous === undefined ? undefined : readPeriod(kind, edition.previous);
  }
  return {
    heading: HEADINGS[kind],
    about: [`The papers of the last ${RECENT[kind]} ${kind}s, each with the reason for its place.`],
    papers: [...papers.values()],
    reachable: papers.size,
  };
}
