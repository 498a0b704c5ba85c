import { addDays, isDay, monthPeriod } from '#floor/day.ts';

/** Spans of days as readers write them. */

export interface Days {
  /** `YYYY-MM-DD`, inclusive; absent: no limit. */
  from?: string;
  to?: string;
}

const FIRST = '1000-01-01';
const LAST = '2999-12-31';
/** A year, a month or a day; arXiv's instants `YYYYMMDDHHMM` count as their day. */
const PERIOD = /^([12]\d{3})(?:[-/](\d{2})(?:[-/](\d{2}))?|(\d{2})(?:(\d{2})(?:\d{4}(?:\d{2})?)?)?)?$/;

/** First and last day of a year, month or day; undefined for anything else and for days that no calendar has. */
function periodOf(text: string): { first: string; last: string } | undefined {
  const match = PERIOD.exec(text);
  if (!match) return undefined;
  const [, year, dashedMonth, dashedDay, month = dashedMonth, day = dashedDay] = match;
  if (month === undefined) return { first: `${year}-01-01`, last: `${year}-12-31` };
  if (day === undefined) {
    if (!isDay(`${year}-${month}-01`)) return undefined;
    const { first, last } = monthPeriod(`${year}-${month}`);
    return { first, last };
  }
  const name = `${year}-${month}-${day}`;
  return isDay(name) ? { first: name, last: name } : undefined;
}

/**
 * The days of `2024`, `2024-03`, `2024-03-05`, `2024..2026`, `2024..`, `..2024`, `2024..*`, `2024-2026`, `>=2024`,
 * `>2024`, `<2025-06`, `<=2025`, `[202301010600 TO 202401010600]`. Each end counts whole: `..2024` ends with
 * 2024-12-31, `>2024` begins with 2025-01-01, and hours and minutes are left out.
 * A string that comes back is the reason why the text names no days, in words that follow it.
 */
export function daysOf(text: string): Days | string {
  const compared = /^([<>]=?)(.*)$/s.exec(text);
  if (compared) {
    const period = periodOf(compared[2]!.trim());
    if (!period) return NO_PERIOD;
    if (compared[1] === '>=') return span(period.first, undefined);
    if (compared[1] === '>') return span(addDays(period.last, 1), undefined);
    return span(undefined, compared[1] === '<=' ? period.last : addDays(period.first, -1));
  }
  const [from = '', to] = endsOf(text);
  const first = isOpen(from) ? undefined : periodOf(from);
  const last = to === undefined ? first : isOpen(to) ? undefined : periodOf(to);
  if ((!first && !isOpen(from)) || (to !== undefined && !last && !isOpen(to))) return NO_PERIOD;
  return span(first?.first, last?.last);
}

const NO_PERIOD = 'names no days: write 2024, 2024-03, 2024-03-05 or 2024..2026';

const isOpen = (end: string) => end === '' || end === '*';

function endsOf(text: string): string[] {
  const bracketed = /^[[{]\s*([^\s\]}]*)\s+TO\s+([^\s\]}]*)\s*[\]}]?$/i.exec(text);
  if (bracketed) return bracketed.slice(1, 3);
  const years = /^(\d{4})[-–](\d{4})$/.exec(text);
  if (years) return years.slice(1, 3);
  const at = text.indexOf('..');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at).replace(/^\.{2,3}/, '')];
}

/** From the first day of a period on: the period counts. */
export function daysAfter(text: string): Days | string {
  const period = periodOf(text);
  return period ? span(period.first, undefined) : NO_PERIOD;
}

/** Up to the day before a period: the period does not count. */
export function daysBefore(text: string): Days | string {
  const period = periodOf(text);
  return period ? span(undefined, addDays(period.first, -1)) : NO_PERIOD;
}

function span(from: string | undefined, to: string | undefined): Days | string {
  if (from === undefined && to === undefined) return NO_PERIOD;
  if ((from ?? FIRST) < FIRST || (to ?? FIRST) < FIRST || (from ?? LAST) > LAST) return NO_PERIOD;
  if (from !== undefined && to !== undefined && from > to) return 'ends before it begins';
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

/** The shortest names of a span's ends: `2024` and `2026` for whole years, `2024-03`, else the days. */
export function periodNames({ from, to }: Days): { from?: string; to?: string } {
  const years = (from?.endsWith('-01-01') ?? true) && (to?.endsWith('-12-31') ?? true);
  const months = (from?.endsWith('-01') ?? true) && (to === undefined || addDays(to, 1).endsWith('-01'));
  const length = years ? 4 : months ? 7 : 10;
  return {
    ...(from !== undefined && { from: from.slice(0, length) }),
    ...(to !== undefined && { to: to.slice(0, length) }),
  };
}
