import type { Pace } from '#floor/pace.ts';

/** Indexing runs in the background and outlasts a restart of the endpoint: six attempts over half a minute. */
export const PAPERS: Pace = { timeout: 60_000, attempts: 6, firstWait: 1_000, longestWait: 60_000 };

/** A reader waits for the answer, and search has another way without it. */
export const QUESTIONS: Pace = { timeout: 3_000, attempts: 2, firstWait: 200, longestWait: 500 };
