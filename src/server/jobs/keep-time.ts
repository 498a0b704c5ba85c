import type { Db } from '#db/schema.ts';
import type { SearchIndex } from '#search/index.ts';
import { runClock } from './clock.ts';
import type { Job } from './job.ts';
import { INDEX_JOB, keepIndexCurrent } from './keep-index.ts';

/** Does everything that is to be done without anybody asking, until the signal says stop. */
export async function keepTime(
  { db, index, jobs }: { db: Db; index: SearchIndex; jobs: () => readonly Job[] },
  options: { holder: string; signal: AbortSignal; say: (line: string) => void },
): Promise<void> {
  const clock = runClock(db, { jobs, kept: [INDEX_JOB], ...options });
  await Promise.all([clock, keepIndexCurrent({ db, index }, options)]);
}
