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

/** The window that a first page was asked for, as its address says: since then midnight may have gone by. */
function askedWindow(url: string): OaiCursor | undefined {
  const parameters = URL.parse(url)?.searchParams;
  const [from, until] = [parameters?.get('from') ?? '', parameters?.get('until') ?? ''];
  if (!isDay(from)) return undefined;
  return isDay(until) ? { from, until } : { from };
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
      const known = cursor ?? startingOn(undefined, moment);
      const begun = known.token === undefined ? { ...known, ...askedWindow(ask.url) } : known;
      const codes = new Set(page.errors.map(({ code }) => code));
      if (codes.has('badResumptionToken')) return { readings: [], cursor: afterRefusal(begun, moment) };
      codes.delete('noRecordsMatch');
      if (codes.size > 0) throw new BrokenPage(wordsOfErrors(page.errors));
      return {
        readings: oaiReadings(page, format, moment),
        cursor: afterPage(begun, page.token, page.answeredAt, moment),
      };
    },
    pass: pastWindow,
    from: (day: string, moment: Moment) => startingOn(day, moment),
  };
}
