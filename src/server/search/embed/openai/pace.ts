/** How long and how often one request is tried; times in milliseconds. */
export interface Pace {
  /** For one answer. */
  timeout: number;
  attempts: number;
  /** Before the second attempt; doubles with each further one. */
  firstWait: number;
  longestWait: number;
}

/** Indexing runs in the background and outlasts a restart of the endpoint: six attempts over half a minute. */
export const PAPERS: Pace = { timeout: 60_000, attempts: 6, firstWait: 1_000, longestWait: 60_000 };

/** A reader waits for the answer, and search has another way without it. */
export const QUESTIONS: Pace = { timeout: 3_000, attempts: 2, firstWait: 200, longestWait: 500 };

/**
 * Milliseconds to wait before the next attempt: what the endpoint asks for, else twice as long each time. Up to half of
 * it is left to chance, so that clients that failed together do not come back together.
 * @param attempt 1 after the first.
 * @returns undefined where the endpoint wants a longer wait than we have patience for.
 */
export function waitBefore(
  pace: Pace,
  attempt: number,
  retryAfter: string | null,
  chance = Math.random(),
): number | undefined {
  const asked = millisecondsIn(retryAfter);
  if (asked !== undefined) return asked <= pace.longestWait ? asked : undefined;
  const wait = Math.min(pace.firstWait * 2 ** (attempt - 1), pace.longestWait);
  return wait * (1 - chance / 2);
}

/** `Retry-After` counts seconds or names a moment. */
export function millisecondsIn(retryAfter: string | null, now = Date.now()): number | undefined {
  if (!retryAfter) return undefined;
  if (/^\d+(\.\d+)?$/.test(retryAfter.trim())) return Number(retryAfter) * 1000;
  const moment = Date.parse(retryAfter);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - now);
}
