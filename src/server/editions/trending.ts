import type { Db } from '#db/schema.ts';
import { addDays } from '#floor/day.ts';
import { rankTrending } from '#ranking/trending.ts';
import { type Candidate, placedBetween, signalledSince } from './candidates.ts';
import type { Edition } from './edition.ts';
import { latestDay } from './front.ts';
import { inOrder, type Page, withPapers } from './order.ts';

/** A paper that appeared earlier could trend only with 10^13 times the votes: see `DAYS_PER_TENFOLD`. */
const DAYS_LOOKED_BACK = 90;

/** What has more than this many papers before it does not trend. */
const MOST = 200;

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
  for (const one of await placedBetween(db, first, today)) candidates.set(one.id, one);
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
    .sort(inOrder)
    .slice(0, MOST);
  return {
    section: 'trending',
    from: 'front page',
    papers: await withPapers(db, ordered, page),
    total: ordered.length,
  };
}
