import { isDay } from '#floor/day.ts';
import { invalid } from '#floor/failure.ts';
import { dayIn, nextAfter } from '#floor/schedule.ts';
import { IN_FEEDS, pathOf, placeOf } from '../list/place.ts';
import { boundedQuestion } from '../page/question.ts';

export const RHYTHMS = ['daily', 'weekdays', 'weekly', 'monthly'] as const;
export type Rhythm = (typeof RHYTHMS)[number];
export const MOST_PAPERS = 50;
export const USUAL_PAPERS = 10;
const LONGEST_LIST = 1_000;

/** When a subscriber's mails come, and how much is in one. */
export interface Wishes {
  every: Rhythm;
  /** 0 to 23, on the wall clocks of `zone`. */
  hour: number;
  zone: string;
  /** Papers of one mail at most. */
  most: number;
}

function isZone(zone: string): boolean {
  if (!/^[A-Za-z0-9_+/-]{1,64}$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function whole(given: unknown, least: number, most: number, name: string): number {
  const value = typeof given === 'string' && /^\d{1,3}$/.test(given) ? Number(given) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw invalid(`That is no ${name}.`, `Allowed: a whole number from ${least} to ${most}.`);
}

/** Reads a form's fields. @throws Failure `Invalid` that says what is allowed. */
export function readWishes(field: (name: string) => unknown): Wishes {
  const every = RHYTHMS.find((one) => one === field('every'));
  if (!every) throw invalid('That is no rhythm.', `Allowed: ${RHYTHMS.join(', ')}.`);
  const zone = String(field('zone') ?? '').trim();
  if (!isZone(zone)) throw invalid('That is no time zone.', 'Write one such as Europe/Berlin or UTC.');
  const hour = whole(field('hour'), 0, 23, 'hour');
  return { every, hour, zone, most: whole(field('most'), 1, MOST_PAPERS, 'number of papers') };
}

/**
 * Reads which list is subscribed to: the front page, what is trending, or a search, which a category is too.
 * @returns the list's own address.
 * @throws Failure `Invalid` for anything else.
 */
export function readList(given: unknown): string {
  const text = typeof given === 'string' ? given : '';
  const url = text.startsWith('/') && text.length <= LONGEST_LIST && URL.parse(text, 'http://list.invalid');
  const place = url && url.host === 'list.invalid' ? placeOf(url.pathname, url.searchParams) : undefined;
  if (place?.at === 'search') boundedQuestion(place.text);
  if (place?.at === 'search' || place?.at === 'trending' || (place?.at === 'latest' && place.kind === 'day'))
    return pathOf(place, '', IN_FEEDS);
  throw invalid('That list does not come by mail.', 'The front page, what is trending, and every search do.');
}

/** What people call a list: `Front page`, `Trending`, `Search: diffusion`. */
export function listName(list: string): string {
  const url = new URL(list, 'http://list.invalid');
  const place = placeOf(url.pathname, url.searchParams);
  if (place?.at === 'search') return `Search: ${place.text}`;
  return place?.at === 'trending' ? 'Trending' : 'Front page';
}

/** Reads the day a pause ends; empty for no pause. @throws Failure `Invalid` for what is no day. */
export function readPause(given: unknown): string | null {
  const text = String(given ?? '').trim();
  if (text === '') return null;
  if (!isDay(text)) throw invalid('That is not a day.', 'Write a day as YYYY-MM-DD, such as 2026-08-24.');
  return text;
}

/** When the next mail is due: in the subscriber's zone, whatever its clocks do. Weekly on Mondays, monthly on the first. */
export function nextDue({ every, hour, zone }: Pick<Wishes, 'every' | 'hour' | 'zone'>, after: Date): Date {
  const at = `${String(hour).padStart(2, '0')}:00`;
  const weekdays = every === 'weekdays' ? [1, 2, 3, 4, 5] : every === 'weekly' ? [1] : undefined;
  let due = nextAfter({ at, zone, ...(weekdays && { weekdays }) }, after);
  while (every === 'monthly' && !dayIn(zone, due).endsWith('-01')) due = nextAfter({ at, zone }, due);
  return due;
}
