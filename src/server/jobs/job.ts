import type { Trx } from '#db/schema.ts';
import type { Schedule } from '#floor/schedule.ts';

/** How far a run has come, for whoever looks on. */
export interface JobProgress {
  done: number;
  total?: number;
  /** What is counted: `records`, `papers`. */
  words: string;
}

/** What a run gets. */
export interface Work {
  /** Says stop when the process ends, and when another has taken the job over. */
  signal: AbortSignal;
  now: () => Date;
  /** Tells how far it is; may be called often. */
  progress(progress: JobProgress): void;
  /**
   * Refuses to go on where another process has taken the job over. To be called in each transaction of a run, so that a
   * run that overslept its hold writes nothing.
   */
  fence(trx: Trx): Promise<void>;
  /** A sentence for the terminal. */
  say(line: string): void;
}

/** What a run came to. */
export interface Done {
  /** A sentence. */
  summary: string;
  counts: Record<string, number>;
  /** Whether something is owed, so that the next run should come sooner than its schedule. */
  isOwing?: boolean;
}

/** Something to be done again and again. Every job may run twice without harm. */
export interface Job {
  /** Unique and lasting: the row is kept by it. `harvest arxiv/changes cs`, `tidy`. */
  name: string;
  schedule: Schedule;
  /** Whether it waits for its time when it is new: others are due at once. */
  isPunctual?: boolean;
  run(work: Work): Promise<Done>;
}
