import { dayOf } from '../time.ts';

/** A date as the page prints it: `Oct 20, 2025`, or `Apr 28` in the year that the page was saved in. */
export interface PrintedDate {
  month: string;
  day: string;
  year?: number;
}

const MONTH = '(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.?';
const DATE = new RegExp(`^${MONTH} +(\\d{1,2})(?:, *(\\d{4}))?(?: +(\\d{1,9}))?$`);

/** Reads a date line; the number after the date is the comments' count. Undefined when the line is no date. */
export function readDateLine(line: string): { date: PrintedDate; comments?: number } | undefined {
  const match = DATE.exec(line);
  if (!match) return undefined;
  const [, month, day, year, comments] = match;
  return {
    date: { month: month!, day: day!, ...(year && { year: Number(year) }) },
    ...(comments && { comments: Number(comments) }),
  };
}

/**
 * The day that a date without year means. The site leaves the year out only for the year in which the page was
 * saved, which is therefore the first year after every year that is printed; but a page is never of the future.
 * Where no year is printed it is the latest such day that is not after `now`.
 * Undefined when the calendar has no such day.
 */
export function dayWithoutYear(date: PrintedDate, printed: number[], now: Date): string | undefined {
  const today = now.toISOString().slice(0, 10);
  const thisYear = now.getUTCFullYear();
  const on = (year: number) => dayOf(year, date.month, date.day);
  if (printed.length > 0) {
    for (let year = Math.max(...printed) + 1; year <= thisYear; year++) {
      const day = on(year);
      if (day && day <= today) return day;
    }
  }
  // Eight years always hold a 29 February.
  for (let year = thisYear; year > thisYear - 9; year--) {
    const day = on(year);
    if (day && day <= today) return day;
  }
  return undefined;
}

/** A paper's day. Without a year it lies in the page's year, or in the year before when that would be after the page. */
export function paperDay(date: PrintedDate, pageDay: string): string | undefined {
  if (date.year) return dayOf(date.year, date.month, date.day);
  const year = Number(pageDay.slice(0, 4));
  const day = dayOf(year, date.month, date.day);
  return day && day <= pageDay ? day : dayOf(year - 1, date.month, date.day);
}
