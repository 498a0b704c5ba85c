import { instant, isDay } from '#floor/day.ts';

const ISO = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/i;
const MAIL =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) \d{2}:\d{2}(?::\d{2})? (?:GMT|UTC|[+-]\d{4})$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * An instant in RFC 3339 UTC from ISO 8601 or mail notation (`Mon, 2 Apr 2007 19:18:42 GMT`); undefined for the rest.
 * Stricter than `Date.parse`, which makes 2001 of `foo 1` and 2 March of `2025-02-30`.
 */
export function readInstant(text: string): string | undefined {
  if (ISO.test(text)) return isDay(text.slice(0, 10)) ? instant(text) : undefined;
  const mail = MAIL.exec(text);
  return mail && dayOf(mail[3]!, mail[2]!, mail[1]!) ? instant(text) : undefined;
}

/** An instant, or a day `YYYY-MM-DD` where the source gives no time; undefined for what is neither. */
export function readTime(text: string): string | undefined {
  return isDay(text) ? text : readInstant(text);
}

/** `YYYY-MM-DD` from a year, an English month (its first three letters count) and a day; undefined if there is none. */
export function dayOf(year: string | number, month: string, day: string | number): string | undefined {
  const number = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  const two = (value: string | number) => String(value).padStart(2, '0');
  const text = `${String(year).padStart(4, '0')}-${two(number)}-${two(day)}`;
  return isDay(text) ? text : undefined;
}
