import { keyIn, readingsOf, readObject, recordsIn } from '../json/page.ts';
import { isForeign, said } from '../record.ts';
import { BrokenPage, type Source, type Stream } from '../source.ts';
import { noteSighting } from './note.ts';

const DAY_MS = 86_400_000;
/** The most that the API gives at once. */
const LIMIT = 1_000;
/** Who asks at once after a list has been read gets nothing new. */
const REST_MS = 600_000;
/** More notes than any venue has; a list that goes on behind them does not end. */
const MOST_NOTES = 500_000;

/** `ICLR.cc/2026/Conference`, `…/Withdrawn_Submission`, or an invitation, `…/-/Submission`. */
const VENUE = /^[\w.&~-]+(?:\/[\w.&~-]+)+$/;

/** Papers of venues that are reviewed in the open. */
export const openreview: Source = {
  name: 'openreview',
  title: 'OpenReview',
  home: 'https://openreview.net',
  licence: 'by each paper; CC BY 4.0 where its venue says nothing else',
  help: 'The papers of a venue, with what became of them.',
  // In 2026 readers met a limit of some 98 requests in half an hour, which is one in 18 s.
  courtesy: { gate: 'openreview', everyMs: 20_000 },
  addresses: { api: 'https://api2.openreview.net' },
  choice: {
    help: 'venues by their ids; an invitation gives all that was submitted',
    example: 'ICLR.cc/2026/Conference NeurIPS.cc/2026/Conference/-/Submission',
    parse: (word) =>
      VENUE.test(word) && word.length <= 200
        ? { value: word }
        : { allowed: 'a venue’s id such as ICLR.cc/2026/Conference' },
  },
  streams: ({ values, addresses }) => values.map((venue) => venueStream(venue, addresses.api!)),
};

/** How far a venue has been read. */
interface VenueCursor {
  /** Notes that have been read. */
  notes: number;
  /** The first note of the page before: a list that begins so again does not turn its pages. */
  mark?: string;
  /** RFC 3339: the list was read to its end then. */
  readAt?: string;
}

/**
 * A venue is read whole, once a week: a note's venue, its decision and its text change after it was made, and the API
 * can be asked for what was made since a moment, not for what changed since. A large venue is some twenty requests.
 * Notes come by their number, which never changes, so that pages do not shift while they are read.
 */
function venueStream(venue: string, api: string): Stream<VenueCursor> {
  const filter = venue.includes('/-/') ? 'invitation' : 'content.venueid';
  return {
    name: venue,
    schedule: { everyMs: 7 * DAY_MS },
    next(cursor, { now }) {
      if (cursor?.readAt && Math.abs(now.getTime() - Date.parse(cursor.readAt)) < REST_MS) return undefined;
      const offset = cursor && cursor.readAt === undefined ? cursor.notes : 0;
      const query = `${filter}=${encodeURIComponent(venue)}&sort=number:asc&limit=${LIMIT}&offset=${offset}`;
      return { url: `${api}/notes?${query}` };
    },
    parse(body, { url }, cursor, { now }) {
      const notes = recordsIn(readObject(body), 'notes');
      const offset = Number(/[?&]offset=(\d+)/.exec(url)![1]);
      if (notes.length === 0) return { readings: [], cursor: { notes: offset, readAt: now.toISOString() } };
      const mark = isForeign(notes[0]) ? keyIn(notes[0], 'id', 'forum') : undefined;
      if (offset > 0 && mark !== undefined && mark === cursor?.mark)
        throw new BrokenPage('The answer is the page before once more.');
      if (offset >= MOST_NOTES) throw new BrokenPage(`The venue has more than ${MOST_NOTES} notes.`);
      const readings = readingsOf(notes, {
        sighting: (note) => noteSighting(note, now),
        keyOf: (note) => keyIn(note, 'forum', 'id'),
        pageOf: (note) => ({ notes: [note] }),
      });
      return { readings, cursor: said<VenueCursor>({ notes: offset + notes.length, mark, readAt: undefined }) };
    },
  };
}
