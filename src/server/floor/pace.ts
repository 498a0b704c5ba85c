/** How long and how often one request is tried; times in milliseconds. */
export interface Pace {
  /** For one answer. */
  timeout: number;
  attempts: number;
  /** Before the second attempt; doubles with each further one. */
  firstWait: number;
  longestWait: number;
}

/**
 * Milliseconds to wait before the next attempt: what the other side asks for, else twice as long each time. Up to half of
 * it is left to chance, so that clients that failed together do not come back together.
 * @param attempt 1 after the first.
 * @returns undefined where the other side wants a longer wait than we have patience for.
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

/** What `Date.parse` may be asked: it makes a day in 2001 of `-5` and of `later 3`. */
const MOMENT = /^((mon|tue|wed|thu|fri|sat|sun)[a-z]*,? |\d{4}-\d\d-\d\dT)/i;

/** `Retry-After` counts seconds or names a moment. @returns undefined where it does neither. */
export function millisecondsIn(retryAfter: string | null | undefined, now = Date.now()): number | undefined {
  const words = retryAfter?.trim();
  if (!words) return undefined;
  if (/^\d+(\.\d+)?$/.test(words)) return Number(words) * 1000;
  const moment = MOMENT.test(words) ? Date.parse(words) : Number.NaN;
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - now);
}
