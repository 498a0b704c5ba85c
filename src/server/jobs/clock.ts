import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '#db/schema.ts';
import type { Job } from './job.ts';
import { allRows, ensureRows } from './rows.ts';
import { runJob } from './run.ts';

/** How often the clock looks for what is due. */
const LOOK_EVERY_MS = 1_000;
/** How often it asks which jobs there are: settings may have changed. */
const JOBS_EVERY_MS = 5_000;
/** Harvests mostly wait for their turn at a source, so several go on beside each other. */
const AT_ONCE = 4;

export interface ClockOptions {
  /** The jobs there are now. */
  jobs: () => readonly Job[];
  /** Names of jobs that write rows themselves. */
  kept?: readonly string[];
  holder: string;
  signal: AbortSignal;
  say: (line: string) => void;
  now?: () => Date;
  lookEveryMs?: number;
}

/**
 * Runs what is due until the signal says stop, then waits for what is under way. Any number of processes may run a
 * clock on one database: each job runs in one of them at a time.
 */
export async function runClock(db: Db, options: ClockOptions): Promise<void> {
  const { holder, signal, say, now = () => new Date(), lookEveryMs = LOOK_EVERY_MS } = options;
  const underWay = new Map<string, Promise<void>>();
  let jobs: readonly Job[] = [];
  let askedAt = Number.NEGATIVE_INFINITY;
  let trouble = '';

  const start = (job: Job) => {
    const ended = runJob(db, job, { holder, signal, now, say })
      .then((ran) => {
        // Jobs that only looked, some every few minutes, are told by their rows alone.
        if (ran.outcome === 'done' && Object.values(ran.done.counts).some((count) => count > 0))
          say(`${job.name}: ${ran.done.summary}`);
        if (ran.outcome === 'failed')
          say(`${job.name} failed: ${ran.error instanceof Error ? ran.error.message : ran.error}`);
      })
      .catch((error: Error) => say(`${job.name} could not be written down: ${error.message}`))
      .finally(() => underWay.delete(job.name));
    underWay.set(job.name, ended);
  };
  const look = async () => {
    if (performance.now() - askedAt >= JOBS_EVERY_MS) {
      jobs = options.jobs();
      await ensureRows(db, jobs, options.kept ?? [], now());
      askedAt = performance.now();
    }
    const due = now().toISOString();
    const rows = await allRows(db);
    for (const row of rows) {
      if (underWay.size >= AT_ONCE) break;
      const job = jobs.find(({ name }) => name === row.name);
      const isFree = row.holder === null || row.held_until < due;
      if (job && isFree && row.due_at <= due && !underWay.has(row.name)) start(job);
    }
  };
  while (!signal.aborted) {
    try {
      await look();
      trouble = '';
    } catch (error) {
      const line = `The clock could not look for what is due: ${error instanceof Error ? error.message : error}`;
      if (line !== trouble) say(line);
      trouble = line;
    }
    await sleep(lookEveryMs, undefined, { signal }).catch(() => undefined);
  }
  await Promise.all(underWay.values());
}
