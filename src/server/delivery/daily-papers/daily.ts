import type { Db } from '#db/schema.ts';
import type { Edition } from '#editions/edition.ts';
import { frontEdition, latestDay } from '#editions/front.ts';
import { trendingEdition } from '#editions/trending.ts';
import { dayPeriod, instant, type Period, readPeriod } from '#floor/day.ts';
import { invalid } from '#floor/failure.ts';
import { boundedInteger } from './parameters.ts';
import { type DailyPaperItem, dailyPaperItem, SUBMITTER } from './shapes.ts';

const DEFAULT_LIMIT = 50;
const MOST = 100;
const LAST_PAGE = 1_000_000;

/** A day as the API takes it: `YYYY-MM-DD`, or an instant, of which the day counts. */
function readDate(text: string): Period {
  const day = text.length > 10 ? instant(text)?.slice(0, 10) : text;
  return dayPeriod(day ?? text);
}

async function periodOf(db: Db, query: URLSearchParams): Promise<Period | undefined> {
  const date = query.get('date');
  const week = query.get('week');
  const month = query.get('month');
  if ([date, week, month].filter(Boolean).length > 1) {
    throw invalid('Only one of date, week and month can be asked for at a time.');
  }
  if (date) return readDate(date);
  if (week) return readPeriod('week', week);
  if (month) return readPeriod('month', month);
  const latest = await latestDay(db);
  return latest === undefined ? undefined : dayPeriod(latest);
}

/** One page of `GET /api/daily_papers`. */
export interface DailyPapersPage {
  items: DailyPaperItem[];
  /** Number of the next page, where there is one. */
  next?: number;
}

/**
 * Answers `GET /api/daily_papers`: parameters `p`, `limit`, `date`, `week`, `month`, `submitter`, `sort`.
 * @throws Failure `Invalid` for a parameter that cannot be.
 */
export async function dailyPapers(db: Db, query: URLSearchParams, origin: string): Promise<DailyPapersPage> {
  const limit = boundedInteger(query, 'limit', DEFAULT_LIMIT, 1, MOST);
  const p = boundedInteger(query, 'p', 0, 0, LAST_PAGE);
  const sort = query.get('sort') ?? 'publishedAt';
  if (sort !== 'publishedAt' && sort !== 'trending') throw invalid('sort must be publishedAt or trending.');
  const period = await periodOf(db, query);
  const submitter = query.get('submitter');
  if (!period || (submitter && submitter !== SUBMITTER)) return { items: [] };

  const page = { offset: p * limit, limit };
  const named = query.has('date') || query.has('week') || query.has('month');
  const edition: Edition =
    sort === 'trending' && !named ? await trendingEdition(db, page) : await frontEdition(db, period, page);
  return {
    items: edition.papers.map(({ paper, day }) => dailyPaperItem(paper, day, origin)),
    ...(page.offset + limit < edition.total && { next: p + 1 }),
  };
}
