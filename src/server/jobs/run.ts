import type { Db } from '#db/schema.ts';
import type { Done, Job, JobProgress, Work } from './job.ts';
import { endDone, endFailed, endStopped, type Run, renew, takeJob } from './rows.ts';

const RENEWED_EVERY_MS = 5_000;
/** How often a run's progress is written at most. */
const PROGRESS_EVERY_MS = 1_000;

export interface Running {
  holder: string;
  signal: AbortSignal;
  now?: () => Date;
  say?: (line: string) => void;
  /** Also told how far it is. */
  onProgress?: (progress: JobProgress) => void;
  /** Takes a job that is not due. */
  isForced?: boolean;
}

export type Ran =
  | { outcome: 'done'; done: Done }
  | { outcome: 'failed'; error: unknown }
  /** Stopped, or taken over by another process. */
  | { outcome: 'stopped' }
  /** Another process has it, or it is not due. */
  | { outcome: 'busy' };

const sentenceOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 1_000);
const restOf = (error: unknown) => (error as { restMs?: number } | undefined)?.restMs ?? 0;

/** Runs one job if it is due and free, holding its row while it lasts, and writes down how it ended. */
export async function runJob(db: Db, job: Job, running: Running): Promise<Ran> {
  const { now = () => new Date(), say = () => undefined } = running;
  if (running.signal.aborted) return { outcome: 'stopped' };
  const run = await takeJob(db, job.name, running.holder, now(), running.isForced);
  if (!run) return { outcome: 'busy' };
  const lost = new AbortController();
  const signal = AbortSignal.any([running.signal, lost.signal]);
  const keeper = keep(db, run, now, lost);
  const work: Work = {
    signal,
    now,
    say,
    progress(progress) {
      keeper.progress(progress);
      running.onProgress?.(progress);
    },
    async fence(trx) {
      signal.throwIfAborted();
      if (!(await renew(trx, run, now()))) throw new Error('Another process has taken this job over.');
    },
  };
  try {
    const done = await job.run(work);
    await keeper.end();
    await endDone(db, run, job.schedule, done, now());
    return { outcome: 'done', done };
  } catch (error) {
    await keeper.end();
    if (signal.aborted) {
      await endStopped(db, run, now());
      return { outcome: 'stopped' };
    }
    await endFailed(db, run, { error: sentenceOf(error), restMs: restOf(error) }, now());
    return { outcome: 'failed', error };
  }
}

/** Renews a run's hold every few seconds, with how far it has come. */
function keep(db: Db, run: Run, now: () => Date, lost: AbortController) {
  let latest: JobProgress | undefined;
  let written = 0;
  let writing: Promise<void> | undefined;
  const write = () => {
    writing ??= (async () => {
      written = Date.now();
      const isMine = await renew(db, run, now(), latest).catch(() => true);
      if (!isMine) lost.abort(new Error('Another process has taken this job over.'));
      writing = undefined;
    })();
  };
  const timer = setInterval(write, RENEWED_EVERY_MS);
  return {
    progress(progress: JobProgress) {
      latest = progress;
      if (Date.now() - written >= PROGRESS_EVERY_MS) write();
    },
    async end() {
      clearInterval(timer);
      await writing;
    },
  };
}
