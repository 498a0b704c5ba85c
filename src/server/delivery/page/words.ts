import { addDays, daysBetween, type Period } from '#floor/day.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Days around an edition within which a date is said in words. */
const NEAR_DAYS = 180;

export const weekdayOf = (day: string): string => WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]!;
const monthOf = (day: string): string => MONTHS[Number(day.slice(5, 7)) - 1]!;
const dateOf = (day: string): string => `${Number(day.slice(8, 10))} ${monthOf(day)}`;

/** `18 June 2026`. */
export const longDay = (day: string): string => `${dateOf(day)} ${day.slice(0, 4)}`;

/**
 * A day as a list says it: in words near the edition that it stands in (`Tuesday` in the week before, `3 June`), in
 * figures far from it (`2024-04-22`). Without an edition to be near to, the whole date.
 */
export function dayWords(day: string, near: string | undefined): string {
  if (!near) return longDay(day);
  const days = daysBetween(day, near);
  if (days >= 0 && days < 7) return weekdayOf(day);
  return Math.abs(days) <= NEAR_DAYS ? dateOf(day) : day;
}

/** `Thursday, 18 June 2026`; `15 to 21 June 2026`; `June 2026`. */
export function periodWords(period: Period): string {
  const { kind, first, last } = period;
  if (kind === 'day') return `${weekdayOf(first)}, ${longDay(first)}`;
  if (kind === 'month') return `${monthOf(first)} ${first.slice(0, 4)}`;
  if (first.slice(0, 7) === last.slice(0, 7)) return `${Number(first.slice(8))} to ${longDay(last)}`;
  return `${first.slice(0, 4) === last.slice(0, 4) ? dateOf(first) : longDay(first)} to ${longDay(last)}`;
}

/** The name of a neighbour as short as it can be understood beside `from`: `Wednesday`, `11 June`, `Week 24`, `May`. */
export function neighbourWords(period: Period, from: Period): string {
  const sameYear = period.first.slice(0, 4) === from.first.slice(0, 4);
  if (period.kind === 'week')
    return `Week ${Number(period.name.slice(6))}${sameYear ? '' : ` of ${period.name.slice(0, 4)}`}`;
  if (period.kind === 'month') return `${monthOf(period.first)}${sameYear ? '' : ` ${period.first.slice(0, 4)}`}`;
  const days = Math.abs(daysBetween(period.first, from.first));
  if (days < 7) return weekdayOf(period.first);
  return sameYear ? dateOf(period.first) : longDay(period.first);
}

/** `1 paper`, `1,204 papers`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** What an edition without papers says, in place of a list. */
export function emptyWords(period: Period, latest: string | undefined): string {
  if (!latest) return 'There are no papers in the catalogue yet.';
  if (period.first > latest) {
    const what = period.kind === 'day' ? periodWords(period) : `the ${period.kind} of ${longDay(period.first)}`;
    return `No papers for ${what} yet. The latest are those of ${weekdayOf(latest)}, ${longDay(latest)}.`;
  }
  if (period.kind !== 'day') return `No papers in ${periodWords(period)}.`;
  const weekday = weekdayOf(period.first);
  const weekend = weekday === 'Saturday' || weekday === 'Sunday';
  return weekend ? `No papers on ${weekday}. arXiv rests at weekends.` : `No papers on ${periodWords(period)}.`;
}

/** Days of the weeks that a month touches, Monday first. */
export function monthGrid(month: Period): string[][] {
  const monday = addDays(month.first, -((new Date(`${month.first}T00:00:00Z`).getUTCDay() + 6) % 7));
  const weeks = Math.ceil((daysBetween(monday, month.last) + 1) / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => addDays(monday, week * 7 + day)),
  );
}
