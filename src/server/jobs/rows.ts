import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Db, JobTable, Trx } from '#db/schema.ts';
import { nextAfter, type Schedule } from '#floor/schedule.ts';
import type { Done, Job, JobProgress } from './job.ts';

export type JobRow = Selectable<JobTable>;

/** A run that died is taken over after this; a run that lives renews its hold well before. */
export const HELD_FOR_MS = 20_000;
/** A row's times lie this far ahead of the clock only where the clock was put back. */
const CLOCK_SLACK_MS = 60_000;
/** Between a run that failed and the next: an hour's quarter, doubled each time, and at most this. */
const FIRST_REST_MS = 15 * 60_000;
const LONGEST_REST_MS = 12 * 3_600_000;

/** A run's right to write: see {@link fence}. */
export interface Run {
  name: string;
  holder: string;
  token: number;
}

const text = (at: Date | number) => new Date(at).toISOString();

/**
 * Gives every job a row, new ones due at once unless they are punctual, and takes the rows of jobs that are no more. A row whose last run lies in
 * the future was written before the clock was put back: it is due as if it had just run.
 * @param kept names of rows that stay though no job is among `jobs` for them.
 */
export async function ensureRows(db: Db, jobs: readonly Job[], kept: readonly string[], now: Date): Promise<void> {
  const rows = await allRows(db);
  const known = new Map(rows.map((row) => [row.name, row]));
  for (const { name, schedule, isPunctual } of jobs) {
    const row = known.get(name);
    if (!row) {
      const due = isPunctual ? nextAfter(schedule, now) : now;
      const fresh = { name, due_at: text(due), held_until: text(0), token: 0, tries: 0 };
      await db
        .insertInto('jobs')
        .values(fresh)
        .onConflict((oc) => oc.column('name').doNothing())
        .execute();
    } else if (isTooLate(row, schedule, now)) await putBack(db, row, schedule, now);
  }
  const names = new Set([...jobs.map(({ name }) => name), ...kept]);
  const gone = rows
    .filter(({ name, held_until }) => !names.has(name) && held_until < text(now))
    .map(({ name }) => name);
  if (gone.length > 0) await db.deleteFrom('jobs').where('name', 'in', gone).execute();
}

/** Whether a row was written before the clock was put back, or under a schedule that has since become shorter. */
function isTooLate(row: JobRow, schedule: Schedule, now: Date): boolean {
  if (isAhead(row.ended_at, now) || isAhead(row.started_at, now)) return true;
  return row.tries === 0 && isAhead(row.due_at, nextAfter(schedule, now));
}

const isAhead = (at: string | null, now: Date) => at !== null && at > text(now.getTime() + CLOCK_SLACK_MS);

async function putBack(db: Db, row: JobRow, schedule: Schedule, now: Date): Promise<void> {
  const due = row.due_at <= text(now) ? row.due_at : text(nextAfter(schedule, now));
  await db
    .updateTable('jobs')
    .set({
      due_at: due,
      ended_at: row.ended_at && text(now),
      started_at: row.started_at && text(now),
      // A run that is under way renews this within seconds.
      held_until: text(now.getTime() + HELD_FOR_MS),
    })
    .where('name', '=', row.name)
    .where('token', '=', row.token)
    .execute();
}

/** All rows, the one that is due first first. */
export function allRows(db: Db): Promise<JobRow[]> {
  return db.selectFrom('jobs').selectAll().orderBy('due_at').orderBy('name').execute();
}

/**
 * Takes a job, in one statement that either engine carries out for one process alone.
 * @param isForced whether it is taken before it is due.
 * @returns undefined where it is not due, or another process has it.
 */
export async function takeJob(
  db: Db,
  name: string,
  holder: string,
  now: Date,
  isForced = false,
): Promise<Run | undefined> {
  return await db
    .updateTable('jobs')
    .set((eb) => ({
      holder,
      held_until: text(now.getTime() + HELD_FOR_MS),
      token: eb('token', '+', 1),
      started_at: text(now),
      progress: null,
    }))
    .where('name', '=', name)
    .where((eb) => eb.or([eb('holder', 'is', null), eb('held_until', '<', text(now))]))
    .$if(!isForced, (query) => query.where('due_at', '<=', text(now)))
    .returning(['name', sql<string>`holder`.as('holder'), 'token'])
    .executeTakeFirst();
}

/** Renews a run's hold. @returns false where another process has taken the job over. */
export async function renew(db: Db | Trx, run: Run, now: Date, progress?: JobProgress): Promise<boolean> {
  const row = await db
    .updateTable('jobs')
    .set({ held_until: text(now.getTime() + HELD_FOR_MS), ...(progress && { progress: JSON.stringify(progress) }) })
    .where('name', '=', run.name)
    .where('token', '=', run.token)
    .where('holder', '=', run.holder)
    .returning('name')
    .executeTakeFirst();
  return row !== undefined;
}

const settled = (db: Db, run: Run) =>
  db.updateTable('jobs').where('name', '=', run.name).where('token', '=', run.token).where('holder', '=', run.holder);

/** Writes down how a run ended well, and when the next is due. */
export async function endDone(db: Db, run: Run, schedule: Schedule, done: Done, now: Date, chance = Math.random()) {
  const next = nextAfter(schedule, now).getTime();
  const due = done.isOwing ? Math.min(next, now.getTime() + restAfter(1, chance)) : next;
  await settled(db, run)
    .set({
      holder: null,
      due_at: text(due),
      tries: 0,
      ended_at: text(now),
      outcome: 'done',
      summary: done.summary,
      counts: JSON.stringify(done.counts),
      error: null,
      progress: null,
    })
    .execute();
}

/** Milliseconds to rest after so many failures in a row; up to a quarter of it is left to chance. */
function restAfter(tries: number, chance: number): number {
  return Math.min(FIRST_REST_MS * 2 ** (tries - 1), LONGEST_REST_MS) * (1 + chance / 4);
}

/**
 * Writes down that a run failed, and when it is tried again: after a rest that doubles with each failure, and never
 * before what the source asks for.
 */
export async function endFailed(
  db: Db,
  run: Run,
  { error, restMs = 0 }: { error: string; restMs?: number },
  now: Date,
  chance = Math.random(),
) {
  const row = await db.selectFrom('jobs').select('tries').where('name', '=', run.name).executeTakeFirst();
  const tries = (row?.tries ?? 0) + 1;
  await settled(db, run)
    .set({
      holder: null,
      due_at: text(now.getTime() + Math.max(restMs, restAfter(tries, chance))),
      tries,
      ended_at: text(now),
      outcome: 'failed',
      error,
      progress: null,
    })
    .execute();
}

/** Writes down that a run was asked to stop: it is due again at once, wherever there is a clock. */
export async function endStopped(db: Db, run: Run, now: Date) {
  await settled(db, run)
    .set({ holder: null, due_at: text(now), ended_at: text(now), outcome: 'stopped', progress: null })
    .execute();
}

/** Writes down a run of what follows the catalogue by itself and is never due. */
export async function noteRun(
  db: Db,
  name: string,
  ran: { startedAt: Date; endedAt: Date } & ({ done: Done } | { error: string }),
): Promise<void> {
  const row = {
    started_at: text(ran.startedAt),
    ended_at: text(ran.endedAt),
    ...('done' in ran
      ? { outcome: 'done' as const, summary: ran.done.summary, counts: JSON.stringify(ran.done.counts), error: null }
      : { outcome: 'failed' as const, error: ran.error }),
  };
  await db
    .insertInto('jobs')
    .values({ name, due_at: text(ran.endedAt), held_until: text(0), token: 0, tries: 0, ...row })
    .onConflict((oc) => oc.column('name').doUpdateSet(row))
    .execute();
}

/** Makes a job due now. @returns false where there is no such job. */
export async function makeDue(db: Db, name: string, now: Date): Promise<boolean> {
  const row = await db
    .updateTable('jobs')
    .set({ due_at: text(now) })
    .where('name', '=', name)
    .returning('name')
    .executeTakeFirst();
  return row !== undefined;
}
