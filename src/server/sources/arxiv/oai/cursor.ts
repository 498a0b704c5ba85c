import { addDays } from '#floor/day.ts';
import { BrokenPage, type Moment } from '../../source.ts';
import type { OaiPage } from './page.ts';

/**
 * How far a list of changes has been read.
 *
 * A list is read in windows of days of change. What lies long back is cut into closed ones, so that a token that
 * expires costs a window and not the years before it: days of change only move forward, so a closed window that lies
 * in the past loses nothing. The last window has no end, as arXiv asks for, and comes again with a day's overlap.
 */
export interface OaiCursor {
  /** First day of the window. */
  from: string;
  /** Last day of a closed window. */
  until?: string;
  /** The list ends with this window: it is owed. */
  isOwed?: true;
  /** Where the list goes on; absent before a window's first page. */
  token?: string;
  /**
   * RFC 3339: until when the token is good. arXiv's tokens say how many records of a day to leave out, and it takes old
   * ones too: once the day's records have changed, they leave out the wrong ones. A token that was past its time when
   * it came is not judged: arXiv keeps pages for days, and clocks are wrong.
   */
  expiresAt?: string;
  /** Where the next window begins once an open one is read. */
  nextFrom?: string;
  /** Pages of the window so far, and the token after the last page whose number is a power of two. */
  pages?: number;
  mark?: string;
  /** RFC 3339: when the window was last begun anew because arXiv refused a token. */
  restartedAt?: string;
  /** RFC 3339: when the last window was read whole; absent while there is more to read. */
  endedAt?: string;
}

/** The first day that arXiv takes; an earlier one is an error. */
const FIRST_DAY = '2005-09-16';
/** Days that a first harvest reaches back where no day was asked for. */
const FIRST_DAYS = 7;
/** Days of a closed window, and how long ago it must have ended. */
const WINDOW_DAYS = 30;
const OVERLAP_DAYS = 1;

/** So soon after the end a list is not asked again: long enough for a run to end. */
const REST_MS = 60_000;
/** A window whose token is refused is begun anew at once, but not twice within so long. */
const RESTART_MS = 3_600_000;

const today = ({ now }: Moment) => now.toISOString().slice(0, 10);
const earlier = (a: string, b: string) => (a < b ? a : b);
const later = (a: string, b: string) => (a > b ? a : b);

/** Whether an instant lies less than `ms` back. A clock that was set back makes no instant recent for years. */
function isRecent(at: string | undefined, ms: number, { now }: Moment): boolean {
  if (at === undefined) return false;
  const age = now.getTime() - Date.parse(at);
  return age >= 0 && age < ms;
}

/** The cursor for reading from a day on; from a week back where none is given. */
export function startingOn(day: string | undefined, moment: Moment): OaiCursor {
  const from = day === undefined ? addDays(today(moment), -FIRST_DAYS) : later(earlier(day, today(moment)), FIRST_DAY);
  return { from };
}

/** The window to ask for next, or undefined where the list has been read for now. */
export function windowAt(
  cursor: OaiCursor | undefined,
  moment: Moment,
): { from: string; until?: string; token?: string } | undefined {
  const { from, until, token, expiresAt, isOwed, endedAt } = cursor ?? startingOn(undefined, moment);
  if (endedAt !== undefined && (isOwed || isRecent(endedAt, REST_MS, moment))) return undefined;
  const isGood = expiresAt === undefined || moment.now.toISOString() < expiresAt;
  if (token !== undefined && isGood) return { from, token };
  if (until !== undefined) return { from, until };
  const last = addDays(from, WINDOW_DAYS - 1);
  return last < addDays(today(moment), -WINDOW_DAYS) ? { from, until: last } : { from };
}

/**
 * The cursor after a page.
 * @param cursor that of the page, its window as it was asked for.
 * @throws BrokenPage where the token leads in a circle.
 */
export function afterPage(cursor: OaiCursor, page: OaiPage, moment: Moment): OaiCursor {
  const { token, answeredAt, expiresAt } = page;
  const { from, until, isOwed, restartedAt } = cursor;
  // Of the first page: what changes while the list is read may be missing from the pages before.
  const answered = earlier(answeredAt?.slice(0, 10) ?? today(moment), today(moment));
  const nextFrom = cursor.nextFrom ?? later(from, addDays(answered, -OVERLAP_DAYS));
  if (token === undefined) {
    const endedAt = moment.now.toISOString();
    if (isOwed) return { from, ...(until !== undefined && { until }), isOwed, endedAt };
    return until === undefined ? { from: nextFrom, endedAt } : { from: addDays(until, 1) };
  }
  if (token === cursor.token || token === cursor.mark) {
    throw new BrokenPage(
      'arXiv’s resumption tokens lead in a circle: this page ends with the token of an earlier one.',
    );
  }
  const pages = (cursor.pages ?? 0) + 1;
  // A token kept at every power of two meets itself in any circle, however long (Brent 1980).
  const mark = (pages & (pages - 1)) === 0 ? token : cursor.mark;
  return {
    from,
    ...(until !== undefined && { until }),
    ...(isOwed && { isOwed }),
    token,
    ...(expiresAt !== undefined && expiresAt > moment.now.toISOString() && { expiresAt }),
    nextFrom,
    pages,
    ...(mark !== undefined && { mark }),
    ...(restartedAt !== undefined && { restartedAt }),
  };
}

/**
 * The cursor after arXiv refused a token: its window from the start.
 * @throws BrokenPage where that was done within the last hour.
 */
export function afterRefusal(cursor: OaiCursor, moment: Moment): OaiCursor {
  const { from, until, isOwed, token, restartedAt } = cursor;
  if (token === undefined || isRecent(restartedAt, RESTART_MS, moment)) {
    throw new BrokenPage('arXiv refuses its own resumption token, again after the list was begun anew.', RESTART_MS);
  }
  return {
    from,
    ...(until !== undefined && { until }),
    ...(isOwed && { isOwed }),
    restartedAt: moment.now.toISOString(),
  };
}

/**
 * Passes the window that holds a page that keeps failing: a page leads to the next one alone, but another window can
 * be asked for without it. What is owed is halved when it fails again, down to the day.
 */
export function pastWindow(
  cursor: OaiCursor | undefined,
  moment: Moment,
): { owed: OaiCursor; cursor: OaiCursor } | undefined {
  const { from, until, isOwed, endedAt } = cursor ?? startingOn(undefined, moment);
  if (isOwed && endedAt !== undefined) return undefined;
  // Of the day that is not over yet, changes are still to come.
  const last = until ?? addDays(earlier(addDays(from, WINDOW_DAYS), today(moment)), -1);
  if (last < from) return undefined;
  if (!isOwed) return { owed: { from, until: last, isOwed: true }, cursor: { from: addDays(last, 1) } };
  if (last === from) return undefined;
  const middle = addDays(from, Math.floor((Date.parse(last) - Date.parse(from)) / 86_400_000 / 2));
  return {
    owed: { from, until: middle, isOwed: true },
    cursor: { from: addDays(middle, 1), until: last, isOwed: true },
  };
}
