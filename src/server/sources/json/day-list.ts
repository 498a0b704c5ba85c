import { addDays } from '#floor/day.ts';
import type { Schedule } from '#floor/schedule.ts';
import { said } from '../record.ts';
import { type Ask, BrokenPage, type Moment, type RecordReading, type Stream } from '../source.ts';

/** How far a list has been read that is asked for day by day, each day page by page. */
export interface DayCursor {
  /** The day that is being read, `YYYY-MM-DD`; of a round that has ended, its last one. */
  day: string;
  /** Pages and records of the day that have been read. */
  pages: number;
  records: number;
  /** What the page before began with: a list that begins so again does not turn its pages. */
  mark?: string;
  /** RFC 3339: the round ended then. Absent while it is under way. */
  readAt?: string;
  /** `YYYY-MM-DD`: the days before today were last gone through again on this day. */
  rereadOn?: string;
  /** The last day of what is owed. */
  until?: string;
}

/** What a source makes of one answer. */
export interface DayPage {
  readings: RecordReading[];
  /** How many records came, whatever became of them; none ends the day. */
  count: number;
  /** The name of the first record. */
  mark?: string;
}

export interface DayList {
  name: string;
  schedule: Schedule;
  /** The first day that there is. */
  firstDay: string;
  /** So many days before today are read once more, once a day: votes move, and records come late. */
  again: number;
  /** The day that it is at the source. */
  today(now: Date): string;
  ask(day: string, at: { pages: number; records: number }): Ask;
  /** The day that a request asks for. */
  dayOf(ask: Ask): string;
  /** @throws BrokenPage as `Stream.parse`. */
  read(body: Uint8Array, day: string, at: { pages: number; records: number }, moment: Moment): DayPage;
}

/** Who asks at once after a round that has ended gets nothing new. */
const REST_MS = 600_000;
/** A day of more pages than this does not end. */
const MOST_PAGES = 1_000;

const start = (day: string): DayCursor => ({ day, pages: 0, records: 0 });
const earlier = (a: string, b: string) => (a < b ? a : b);

/**
 * A stream over a list that is asked for by day. A round goes from the last day that was read to today; the first one
 * of a day begins so many days earlier. Days on which nothing ran are caught up by that. A day that keeps failing is
 * passed, and owed from its first page on, since its pages may have shifted by then.
 */
export function dayList(list: DayList): Stream<DayCursor> {
  /** Where the list goes on; undefined where there is nothing to ask for now. */
  function position(cursor: DayCursor | undefined, now: Date): DayCursor | undefined {
    const today = list.today(now);
    const back = addDays(today, -list.again);
    if (!cursor) return start(back);
    if (cursor.until !== undefined) return cursor.readAt === undefined ? cursor : undefined;
    // A clock that was put back leaves a cursor in days to come.
    const isAhead = cursor.day > today;
    if (cursor.readAt === undefined && !isAhead) return cursor;
    const rested = Math.abs(now.getTime() - Date.parse(cursor.readAt ?? '1970-01-01'));
    if (!isAhead && rested < REST_MS) return undefined;
    return start(cursor.rereadOn === today ? earlier(cursor.day, today) : earlier(cursor.day, back));
  }

  /** What a cursor says of its round, once a day of it has been asked for. */
  function roundOf(cursor: DayCursor | undefined, day: string, now: Date): Pick<DayCursor, 'rereadOn' | 'until'> {
    if (cursor?.until !== undefined) return { until: cursor.until };
    const today = list.today(now);
    const begins = !cursor || cursor.readAt !== undefined || cursor.day > today;
    const rereadOn = begins && day <= addDays(today, -list.again) ? today : cursor?.rereadOn;
    return rereadOn === undefined ? {} : { rereadOn };
  }

  /** The cursor behind a day. */
  function behind(cursor: DayCursor | undefined, day: string, now: Date): DayCursor {
    const round = roundOf(cursor, day, now);
    const isLast = day >= (round.until ?? list.today(now));
    return isLast ? { ...start(day), ...round, readAt: now.toISOString() } : { ...start(addDays(day, 1)), ...round };
  }

  return {
    name: list.name,
    schedule: list.schedule,
    next(cursor, { now }) {
      const at = position(cursor, now);
      return at && list.ask(at.day, at);
    },
    parse(body, ask, cursor, moment) {
      const day = list.dayOf(ask);
      // By the day of the request, not by the clock: midnight may lie between the request and its answer.
      const goesOn = cursor !== undefined && cursor.readAt === undefined && cursor.day === day;
      const at = goesOn ? cursor : start(day);
      const page = list.read(body, day, at, moment);
      if (page.count === 0) return { readings: page.readings, cursor: behind(cursor, day, moment.now) };
      if (at.pages > 0 && page.mark !== undefined && page.mark === at.mark)
        throw new BrokenPage('The answer is the page before once more.');
      if (at.pages >= MOST_PAGES) throw new BrokenPage(`The day ${day} has more than ${MOST_PAGES} pages.`);
      const cursorBehind = said<DayCursor>({
        day,
        pages: at.pages + 1,
        records: at.records + page.count,
        mark: page.mark,
        readAt: undefined,
        rereadOn: undefined,
        until: undefined,
        ...roundOf(cursor, day, moment.now),
      });
      return { readings: page.readings, cursor: cursorBehind };
    },
    pass(cursor, { now }) {
      const at = cursor?.until === undefined ? position(cursor, now) : undefined;
      return at && { owed: { ...start(at.day), until: at.day }, cursor: behind(cursor, at.day, now) };
    },
    from(day, { now }) {
      if (day < list.firstDay) return start(list.firstDay);
      return start(earlier(day, list.today(now)));
    },
  };
}
