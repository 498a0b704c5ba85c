import { sql } from 'kysely';
import type { Db } from '#db/schema.ts';
import { type Period, periodAround } from '#floor/day.ts';
import { type FrontSignals, rankOnFront } from '#ranking/front.ts';
import { type Candidate, listedBetween, placedBetween } from './candidates.ts';
import type { CalendarDay, Edition } from './edition.ts';
import { inOrder, type Page, withPapers } from './order.ts';

const signalsOf = (candidate: Candidate): FrontSignals => ({
  upvotes: candidate.upvotes ?? undefined,
  comments: candidate.comments ?? undefined,
  githubStars: candidate.github_stars ?? undefined,
  place: candidate.place ?? undefined,
});

async function nearestDay(db: Db, direction: 'before' | 'after', day: string): Promise<string | undefined> {
  const [comparison, pick] = direction === 'before' ? (['<', 'max'] as const) : (['>', 'min'] as const);
  const onFront = await db
    .selectFrom('placements')
    .select((eb) => eb.fn<string | null>(pick, ['day']).as('day'))
    .where('section', '=', 'front')
    .where('day', comparison, day)
    .executeTakeFirst();
  const onListing = await db
    .selectFrom('papers')
    .select((eb) => eb.fn<string | null>(pick, ['listed_on']).as('day'))
    .where('listed_on', comparison, day)
    .executeTakeFirst();
  const days = [onFront?.day, onListing?.day].filter((found) => typeof found === 'string').sort();
  return direction === 'before' ? days.at(-1) : days[0];
}

/**
 * The front page of a day, week or month. Where somebody put papers there, it is these; a period that nobody filled
 * shows what the sources announced.
 * @param page which part of the order to load papers for.
 */
export async function frontEdition(db: Db, period: Period, page: Page): Promise<Edition> {
  const onFront = await placedBetween(db, period.first, period.last);
  const candidates = onFront.length > 0 ? onFront : await listedBetween(db, period.first, period.last);
  const scored = candidates
    .map((candidate) => ({ id: candidate.id, day: candidate.day, ...rankOnFront(signalsOf(candidate)) }))
    .sort(inOrder);
  const earlier = await nearestDay(db, 'before', period.first);
  const later = await nearestDay(db, 'after', period.last);
  return {
    section: 'front',
    period,
    from: onFront.length > 0 ? 'front page' : 'listing',
    papers: await withPapers(db, scored, page),
    total: scored.length,
    ...(earlier && { previous: periodAround(period.kind, earlier).name }),
    ...(later && { next: periodAround(period.kind, later).name }),
  };
}

/** The latest day that an edition has papers for; undefined for an empty catalogue. */
export async function latestDay(db: Db): Promise<string | undefined> {
  return nearestDay(db, 'before', '9999-12-31');
}

/** The days of a month that have papers, with how many their editions have. */
export async function calendar(db: Db, month: Period): Promise<CalendarDay[]> {
  const count = sql<number>`count(*)`.as('papers');
  const onFront = await db
    .selectFrom('placements')
    .select(['day', count])
    .where('section', '=', 'front')
    .where('day', '>=', month.first)
    .where('day', '<=', month.last)
    .groupBy('day')
    .execute();
  const onListing = await db
    .selectFrom('papers')
    .select(['listed_on as day', count])
    .where('listed_on', '>=', month.first)
    .where('listed_on', '<=', month.last)
    .groupBy('listed_on')
    .$narrowType<{ day: string }>()
    .execute();
  const days = new Map([...onListing, ...onFront].map(({ day, papers }) => [day, papers]));
  return [...days].map(([day, papers]) => ({ day, papers })).sort((a, b) => (a.day < b.day ? -1 : 1));
}
