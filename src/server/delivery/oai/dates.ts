import { addDays, isDay } from '#floor/day.ts';
import { badArgument } from './error.ts';

const SECOND = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/** The datestamp of an instant: whole seconds of Greenwich. */
export const datestamp = (at: string): string => `${at.slice(0, 19)}Z`;

/** What `from` and `until` say: instants from the first on, and before the last. */
export interface Window {
  /** RFC 3339; undefined for no bound. */
  first: string | undefined;
  before: string | undefined;
}

/**
 * Both ends count, to the day or the second that they name.
 * @throws OaiError `badArgument` for what is no date, for two of different granularity, and for an end before the beginning.
 */
export function windowOf(from: string | undefined, until: string | undefined): Window {
  const [begin, end] = [read('from', from), read('until', until)];
  if (begin && end && begin.isDay !== end.isDay) throw badArgument('from and until must be of one granularity.');
  if (begin && end && begin.text > end.text) throw badArgument('from is later than until.');
  return {
    first: begin && (begin.isDay ? `${begin.text}T00:00:00.000Z` : begin.text.replace('Z', '.000Z')),
    before: end && (end.isDay ? `${addDays(end.text, 1)}T00:00:00.000Z` : secondAfter(end.text)),
  };
}

const secondAfter = (second: string) => new Date(Date.parse(second) + 1_000).toISOString();

function read(name: string, text: string | undefined): { text: string; isDay: boolean } | undefined {
  if (text === undefined) return undefined;
  const day = SECOND.exec(text)?.[1];
  if (!isDay(day ?? text)) throw badArgument(`${name} must be YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.`);
  return { text, isDay: day === undefined };
}
