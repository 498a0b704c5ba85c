import type { Db } from '#db/schema.ts';
import { scheduleWords, spanWords } from '#floor/schedule.ts';
import type { Administrator } from '#readers/administrator.ts';
import { countUnread } from './harvest/unread.ts';
import type { Job, JobProgress } from './job.ts';
import { allRows, type JobRow, makeDue } from './rows.ts';

/** A job as people see it. */
export interface JobView {
  name: string;
  /** `running`, `waiting`, `failed`: failed ones wait too, and want to be seen. */
  state: 'running' | 'waiting' | 'failed';
  schedule: string;
  /** RFC 3339, with the words beside it; absent where there was none. */
  last?: { at: string; words: string };
  next?: { at: string; words: string };
  summary?: string;
  error?: string;
  /** `1,200 records`, `1,200 of 5,000 papers`. */
  progress?: { words: string; part?: number };
  counts: [name: string, count: number][];
}

/** A page that was passed because it kept failing. */
export interface OwedView {
  id: number;
  list: string;
  error: string;
  tries: number;
  since: string;
  next: string;
}

/** A record that could not be read. */
export interface UnreadView {
  id: number;
  list: string;
  key: string | undefined;
  error: string;
  raw: string;
  seenAt: string;
}

export interface JobsView {
  jobs: JobView[];
  owed: OwedView[];
  unread: UnreadView[];
  /** Of how many these are the first. */
  unreadCount: number;
}

/** So much of a record is shown; all of it is kept. */
const SHOWN_RAW = 4_000;
const SHOWN_UNREAD = 50;
const SHOWN_OWED = 200;

const number = (count: number) => count.toLocaleString('en');

/** `in 6 hours`, `3 minutes ago`, `now`. */
export function momentWords(at: string, now: Date): string {
  const ms = Date.parse(at) - now.getTime();
  if (Math.abs(ms) < 1_000) return 'now';
  // Whole units are enough: nobody waits for the 61st minute.
  const unit = [86_400_000, 3_600_000, 60_000, 1_000].find((length) => Math.abs(ms) >= length)!;
  const words = spanWords(Math.round(Math.abs(ms) / unit) * unit);
  return ms < 0 ? `${words} ago` : `in ${words}`;
}

function progressOf(row: JobRow): JobView['progress'] {
  if (!row.progress) return undefined;
  const { done, total, words } = JSON.parse(row.progress) as JobProgress;
  if (total === undefined) return { words: `${number(done)} ${words}` };
  return { words: `${number(done)} of ${number(total)} ${words}`, part: total > 0 ? Math.min(1, done / total) : 0 };
}

function jobView(row: JobRow, job: Job | undefined, now: Date): JobView {
  const isRunning = row.holder !== null && row.held_until >= now.toISOString();
  const progress = isRunning ? progressOf(row) : undefined;
  const next =
    job && !isRunning
      ? { at: row.due_at, words: row.due_at <= now.toISOString() ? 'now' : momentWords(row.due_at, now) }
      : undefined;
  return {
    name: row.name,
    state: isRunning ? 'running' : row.outcome === 'failed' ? 'failed' : 'waiting',
    schedule: job ? scheduleWords(job.schedule) : 'with every change',
    counts: row.counts ? Object.entries(JSON.parse(row.counts) as Record<string, number>) : [],
    ...(row.ended_at && { last: { at: row.ended_at, words: momentWords(row.ended_at, now) } }),
    ...(next && { next }),
    ...(row.summary && { summary: row.summary }),
    ...(row.error && { error: row.error }),
    ...(progress && { progress }),
  };
}

/** All jobs, those that run first, then those that failed, then by when they are due. */
export async function jobViews(db: Db, jobs: readonly Job[], now: Date): Promise<JobView[]> {
  const byName = new Map(jobs.map((job) => [job.name, job]));
  const views = (await allRows(db)).map((row) => jobView(row, byName.get(row.name), now));
  const rank = { running: 0, failed: 1, waiting: 2 };
  return views.sort((a, b) => rank[a.state] - rank[b.state]);
}

/** What the administrator sees of jobs, of what is owed and of what could not be read. */
export async function jobsView(db: Db, _proof: Administrator, jobs: readonly Job[], now: Date): Promise<JobsView> {
  const owed = await db.selectFrom('owed_pages').selectAll().orderBy('id').limit(SHOWN_OWED).execute();
  const unread = await db
    .selectFrom('unread_records')
    .selectAll()
    .orderBy('seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(SHOWN_UNREAD)
    .execute();
  return {
    jobs: await jobViews(db, jobs, now),
    owed: owed.map(({ id, source, stream, error, tries, since, due_at }) => ({
      id,
      list: `${source}/${stream}`,
      error,
      tries,
      since: momentWords(since, now),
      next: due_at <= now.toISOString() ? 'with the next run' : momentWords(due_at, now),
    })),
    unread: unread.map(({ id, source, stream, record_key, error, raw, seen_at }) => ({
      id,
      list: `${source}/${stream}`,
      key: record_key ?? undefined,
      error,
      raw: raw.slice(0, SHOWN_RAW),
      seenAt: momentWords(seen_at, now),
    })),
    unreadCount: await countUnread(db),
  };
}

/** Makes a job due now, for the next clock to run. @returns false where there is no such job. */
export function runNow(db: Db, _proof: Administrator, name: string, now: Date): Promise<boolean> {
  return makeDue(db, name, now);
}
