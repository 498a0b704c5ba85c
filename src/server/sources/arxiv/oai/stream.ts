import { isDay } from '#floor/day.ts';
import type { Schedule } from '#floor/schedule.ts';
import { BrokenPage, type Moment, type Stream } from '../../source.ts';
import { afterPage, afterRefusal, type OaiCursor, pastWindow, startingOn, windowAt } from './cursor.ts';
import { readOaiPage, wordsOfErrors } from './page.ts';
import { type OaiFormat, oaiReadings } from './reading.ts';

/** arXiv's OAI-PMH is brought up to date after an announcement, at about 22:30 on the evenings from Sunday to Thursday. */
const EVENINGS = [7, 1, 2, 3, 4];
const ZONE = 'America/New_York';

const KINDS: Record<OaiFormat, { word: string; at: string }> = {
  arXiv: { word: 'changes', at: '22:45' },
  arXivRaw: { word: 'versions', at: '23:30' },
};

/** The address of the next page. A token stands alone: with anything beside it, it is an error. */
function addressOf(
  address: string,
  set: string,
  format: OaiFormat,
  { from, until, token }: { from: string; until?: string; token?: string },
): string {
  const parameters = new URLSearchParams({ verb: 'ListRecords' });
  if (token !== undefined) parameters.set('resumptionToken', token);
  else {
    parameters.set('metadataPrefix', format);
    parameters.set('set', set);
    parameters.set('from', from);
    if (until !== undefined) parameters.set('until', until);
  }
  return `${address}?${parameters}`;
}

/**
 * The cursor that a page belongs to. A first page's window is the one in its address: since it was asked for, midnight
 * may have gone by. What is known of pages before it is void.
 */
function begunWith(url: string, cursor: OaiCursor | undefined, moment: Moment): OaiCursor {
  const known = cursor ?? startingOn(undefined, moment);
  const parameters = URL.parse(url)?.searchParams;
  const [from, until] = [parameters?.get('from') ?? '', parameters?.get('until') ?? ''];
  if (!isDay(from)) return known;
  const { isOwed, restartedAt } = known;
  return { from, ...(isDay(until) && { until }), ...(isOwed && { isOwed }), ...(restartedAt && { restartedAt }) };
}

/**
 * What changed in one of arXiv's OAI sets, by day of change (which is not the day of submission).
 * @param address of the OAI-PMH server.
 * @param set `cs`, `cs:cs:CL`, `physics:hep-th`.
 */
export function oaiStream(address: string, set: string, format: OaiFormat): Stream<OaiCursor> {
  const { word, at } = KINDS[format];
  const schedule: Schedule = { at, zone: ZONE, weekdays: EVENINGS };
  return {
    name: `${word} ${set}`,
    schedule,
    next(cursor, moment) {
      const window = windowAt(cursor, moment);
      return window && { url: addressOf(address, set, format, window) };
    },
    parse(body, ask, cursor, moment) {
      const page = readOaiPage(body);
      const begun = begunWith(ask.url, cursor, moment);
      const codes = new Set(page.errors.map(({ code }) => code));
      if (codes.has('badResumptionToken')) return { readings: [], cursor: afterRefusal(begun, moment) };
      codes.delete('noRecordsMatch');
      if (codes.size > 0) throw new BrokenPage(wordsOfErrors(page.errors));
      return {
        readings: oaiReadings(page, format, moment),
        cursor: afterPage(begun, page, moment),
      };
    },
    pass: pastWindow,
    from: (day: string, moment: Moment) => startingOn(day, moment),
  };
}
