import { dayIn } from '#floor/schedule.ts';
import { type DayPage, dayList } from '../json/day-list.ts';
import { atMost, errorIn, keyIn, readingsOf, readJson } from '../json/page.ts';
import { type Foreign, isForeign } from '../record.ts';
import { BrokenPage, type Moment, type Source } from '../source.ts';
import { SWITCHED_ON } from '../switched-on.ts';
import { readInstant } from '../time.ts';
import { itemSighting } from './item.ts';

const HOUR_MS = 3_600_000;
/** The most that the API gives at once. */
const LIMIT = 100;

/** The Daily Papers: what a community put on the front page, day by day, with its votes. */
export const dailyPapers: Source = {
  name: 'daily-papers',
  title: 'Daily Papers',
  home: 'https://huggingface.co/papers',
  licence: 'none stated; titles and abstracts are arXiv’s, CC0 1.0',
  help: 'The front page of every day with its votes, repositories and keywords.',
  // Anonymous readers of the Hub have 500 requests in five minutes.
  courtesy: { gate: 'huggingface', everyMs: 1_000 },
  addresses: { api: 'https://huggingface.co/api' },
  choice: SWITCHED_ON,
  streams: ({ addresses }) => [
    dayList({
      name: 'day',
      schedule: { everyMs: 3 * HOUR_MS },
      firstDay: '2023-05-04',
      again: 7,
      today: dayAtTheHub,
      ask: (day, { pages }) => ({ url: `${addresses.api}/daily_papers?date=${day}&limit=${LIMIT}&p=${pages}` }),
      dayOf: ({ url }) => /[?&]date=(\d{4}-\d{2}-\d{2})/.exec(url)![1]!,
      read: readDay,
    }),
  ],
};

/** A day's page opens on the evening before, at 21:30 in New York. */
function dayAtTheHub(now: Date): string {
  return dayIn('America/New_York', new Date(now.getTime() + 2.5 * HOUR_MS));
}

/**
 * A page of a day: a list of items in the order of the front page, empty past the end.
 * A day that is not there yet is answered with 400 and `{ "error": … }` about the date; so may be the newest one.
 */
function readDay(body: Uint8Array, day: string, at: { pages: number; records: number }, moment: Moment): DayPage {
  const page = readJson(body);
  if (Array.isArray(page) && at.pages === 0 && isOfAnotherDay(page, day)) return { readings: [], count: 0 };
  const { list, before } = pageIn(page, day, at, moment);
  const first = list[0];
  const mark = isForeign(first) ? nameOf(first) : undefined;
  const readings = readingsOf(list, {
    sighting: (record, index) => itemSighting(record, moment.now, () => before + index + 1, day),
    keyOf: nameOf,
    // Its place comes along: alone, it would stand first.
    pageOf: (record, index) => ({ before: before + index, list: [record] }),
  });
  return { readings, count: list.length, ...(mark !== undefined && { mark }) };
}

/** The items of an answer, or of a record that was kept, and how many stand before them. */
function pageIn(page: unknown, day: string, at: { pages: number; records: number }, { now }: Moment) {
  if (Array.isArray(page)) return { list: atMost(page), before: at.records };
  if (isForeign(page) && Array.isArray(page.list) && Number.isInteger(page.before))
    return { list: atMost(page.list), before: page.before as number };
  const error = errorIn(page);
  if (error && /\bdate\b/i.test(error) && at.pages === 0 && day >= dayAtTheHub(now)) return { list: [], before: 0 };
  throw new BrokenPage(error ?? 'The answer holds no list of papers.');
}

const paperIn = (record: Foreign): Foreign => (isForeign(record.paper) ? record.paper : record);
const nameOf = (record: Foreign) => keyIn(paperIn(record), 'id');

/**
 * Whether a day without papers was answered with the page of an earlier day, as the site itself does. Items say their
 * day since 2025; a single one that says another day than the rest of its page is on that page all the same.
 */
function isOfAnotherDay(list: unknown[], day: string): boolean {
  const days = new Set(
    list.map((record) => {
      const at = isForeign(record) ? paperIn(record).submittedOnDailyAt : undefined;
      return typeof at === 'string' ? readInstant(at)?.slice(0, 10) : undefined;
    }),
  );
  const [only] = days;
  return days.size === 1 && only !== undefined && only < day;
}
