import type { Db } from '#db/schema.ts';
import { addDays } from '#floor/day.ts';
import { rankTrending } from '#ranking/trending.ts';
import type { Edition } from './edition.ts';
import { latestDay } from './front.ts';
import { inOrder, type Page, withPapers } from './order.ts';

/** A paper that appeared earlier could trend only with 10^13 times the votes: see `DAYS_PER_TENFOLD`. */
const DAYS_LOOKED_BACK = 90;

interface Candidate {
  id: string;
  upvotes: number | null;
  comments: number | null;
  github_stars: number | null;
  day: string;
}

/** Papers that somebody put on the front page since `first`, with the last day that somebody did. */
async function placedSince(db: Db, first: string): Promise<Candidate[]> {
  return db
    .selectFrom('placements')
    .innerJoin('papers', 'papers.id', 'placements.paper_id')
    .select(['papers.id', 'papers.upvotes', 'papers.comments', 'papers.github_stars'])
    .select((eb) => eb.fn.max('placements.day').as('day'))
    .where('placements.section', '=', 'front')
    .where('placements.day', '>=', first)
    .groupBy(['papers.id', 'papers.upvotes', 'papers.comments', 'papers.github_stars'])
    .execute();
}

/** Papers published since `first` that votes or stars speak for. */
async function signalledSince(db: Db, first: string): Promise<Candidate[]> {
  return db
    .selectFrom('papers')
    .select(['id', 'upvotes', 'comments', 'github_stars'])
    .select((eb) => eb.ref('day').$castTo<string>().as('day'))
    .where('day', '>=', first)
    .where((eb) => eb.or([eb('upvotes', 'is not', null), eb('github_stars', 'is not', null)]))
    .execute();
}

/**
 * What people read now, over all days. Ages are counted to the latest day that has papers and not to today, so that a
 * catalogue that rested for a month still has an order, and a page stays the same until the catalogue changes.
 */
export async function trendingEdition(db: Db, page: Page): Promise<Edition> {
  const today = await latestDay(db);
  if (!today) return { section: 'trending', from: 'front page', papers: [], total: 0 };
  const first = addDays(today, -DAYS_LOOKED_BACK);
  const candidates = new Map<string, Candidate>();
  for (const one of await signalledSince(db, first)) candidates.set(one.id, one);
  for (const one of await placedSince(db, first)) candidates.set(one.id, one);
  const ordered = [...candidates.values()]
    .map((one) => {
      const signals = {
        upvotes: one.upvotes ?? undefined,
        comments: one.comments ?? undefined,
        githubStars: one.github_stars ?? undefined,
        day: one.day,
      };
      return { id: one.id, day: one.day, ...rankTrending(signals, today) };
    })
    .sort(inOrder);
  return {
    section: 'trending',
    from: 'front page',
    papers: await withPapers(db, ordered, page),
    total: ordered.length,
  };
}
