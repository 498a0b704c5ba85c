import { invalid } from './failure.ts';

/** Calendar arithmetic on `YYYY-MM-DD` text, in UTC so that no time zone moves a day. */

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const WEEK = /^(\d{4})-W(\d{2})$/;
const MONTH = /^(\d{4})-(\d{2})$/;
const MS_PER_DAY = 86_400_000;

const text = (date: Date) => date.toISOString().slice(0, 10);

/** Whether the text names a day that exists: `2025-02-29` does not. */
export function isDay(value: string): boolean {
  if (!DAY.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && text(date) === value;
}

export function addDays(day: string, count: number): string {
  return text(new Date(Date.parse(`${day}T00:00:00Z`) + count * MS_PER_DAY));
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / MS_PER_DAY);
}

export type PeriodKind = 'day' | 'week' | 'month';

/** A day, an ISO 8601 week or a calendar month: its name in addresses, and its first and last day. */
export interface Period {
  kind: PeriodKind;
  /** `2026-06-18`, `2026-W25` or `2026-06`. */
  name: string;
  first: string;
  last: string;
}

export function dayPeriod(day: string): Period {
  if (!isDay(day))
    throw invalid(`“${day.slice(0, 40)}” is not a day.`, 'Write a day as YYYY-MM-DD, such as 2026-06-18.');
  return { kind: 'day', name: day, first: day, last: day };
}

/** The ISO 8601 week that a day lies in: weeks start on Monday, and week 1 holds the year's first Thursday. */
export function weekOf(day: string): Period {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const monday = addDays(day, -weekday);
  const year = addDays(monday, 3).slice(0, 4);
  const firstThursdayWeek = mondayOfWeekOne(year);
  const number = daysBetween(firstThursdayWeek, monday) / 7 + 1;
  const name = `${year}-W${String(number).padStart(2, '0')}`;
  return { kind: 'week', name, first: monday, last: addDays(monday, 6) };
}

function mondayOfWeekOne(year: string): string {
  const january4 = `${year}-01-04`;
  return addDays(january4, -((new Date(`${january4}T00:00:00Z`).getUTCDay() + 6) % 7));
}

export function weekPeriod(name: string): Period {
  const match = WEEK.exec(name);
  const help = 'Write a week as YYYY-Www, such as 2026-W25.';
  if (!match) throw invalid(`“${name.slice(0, 40)}” is not a week.`, help);
  const number = Number(match[2]);
  const week = number >= 1 && number <= 53 ? weekOf(addDays(mondayOfWeekOne(match[1]!), (number - 1) * 7)) : undefined;
  if (week?.name !== name) throw invalid(`The year ${match[1]} has no week ${match[2]}.`, help);
  return week;
}

export function monthPeriod(name: string): Period {
  const first = `${name}-01`;
  if (!MONTH.test(name) || !isDay(first)) {
    throw invalid(`“${name.slice(0, 40)}” is not a month.`, 'Write a month as YYYY-MM, such as 2026-06.');
  }
  const [year, month] = name.split('-').map(Number) as [number, number];
  return { kind: 'month', name, first, last: text(new Date(Date.UTC(year, month, 0))) };
}

/** Reads a period's name. @throws Failure `Invalid` with the form that is expected. */
export function readPeriod(kind: PeriodKind, name: string): Period {
  return kind === 'day' ? dayPeriod(name) : kind === 'week' ? weekPeriod(name) : monthPeriod(name);
}

/** The period of a kind that a day lies in. */
export function periodAround(kind: PeriodKind, day: string): Period {
  return kind === 'day' ? dayPeriod(day) : kind === 'week' ? weekOf(day) : monthPeriod(day.slice(0, 7));
}

/** An instant as the database keeps it: RFC 3339, UTC, milliseconds, `Z`. Undefined for what is no date. */
export function instant(value: string): string | undefined {
  const ms = Date.parse(value);
  if (Number.isNaN(ms) || ms < -62_135_596_800_000 || ms > 253_402_300_799_999) return undefined;
  return new Date(ms).toISOString();
}
