import { isDay } from '#floor/day.ts';
import { invalid } from '#floor/failure.ts';

/** `YYYYMMDD`, with hours, minutes and seconds or without. */
const WRITTEN = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(?:(\d\d)(?:\d\d)?)?)?$/;
const RANGE = /^\s*(\S+)\s+TO\s+(\S+)\s*$/;

function minuteOf(written: string, hour: string, minute: string): string {
  if (written === '*') return written;
  const [, year, month, day, hours = hour, minutes = minute] = WRITTEN.exec(written) ?? [];
  // Some end a day at 2400.
  const isEnd = hours === '24' && minutes === '00';
  const isTime = isEnd || (hours < '24' && minutes < '60');
  if (!isDay(`${year}-${month}-${day}`) || !isTime) {
    throw invalid(`${written.slice(0, 40)} is no date: they look like 202501312359`);
  }
  return `${year}${month}${day}${isEnd ? '2359' : hours + minutes}`;
}

/**
 * The two ends of `A TO B`, as minutes `YYYYMMDDHHMM` or `*`; a day without a time is all of it.
 * @throws Failure `Invalid` for what is no range of dates.
 */
export function datesOf(range: string): { from: string; to: string } {
  const [, from, to] = RANGE.exec(range) ?? [];
  if (!from || !to) throw invalid('a range of dates looks like [202501010000 TO 202501312359]');
  return { from: minuteOf(from, '00', '00'), to: minuteOf(to, '23', '59') };
}

/** A minute as instants begin with it: `202501312359` → `2025-01-31T23:59`. */
export const isoMinute = (minute: string): string =>
  minute.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5');
