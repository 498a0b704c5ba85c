import { Unreadable } from '../../record.ts';
import type { RecordReading, Stream } from '../../source.ts';
import { oneLine } from '../../text.ts';
import { childOf, type RecordElement, textOf } from '../../xml/read.ts';
import { type Feed, readFeed } from '../feed.ts';
import { announcementSighting } from './announcement.ts';
import { type AnnouncedCursor, afterFeed, isDue, roundAt } from './cursor.ts';

/** `next` knows when a feed is new, and asks for nothing between: this is how long it may take until it is asked. */
const EVERY_MS = 30 * 60_000;

/**
 * What arXiv announced today in some categories: new papers, cross-listed ones, replaced ones.
 * Days before today cannot be asked for; their papers come with the changes, without a listing day.
 * @param address `https://rss.arxiv.org`
 * @param codes categories and archives, sorted, none within another.
 */
export function announcedStream(address: string, codes: readonly string[]): Stream<AnnouncedCursor> {
  return {
    name: 'announced',
    schedule: { everyMs: EVERY_MS },
    next(cursor, moment) {
      if (!isDue(codes, cursor, moment)) return undefined;
      const { pieces, at } = roundAt(codes, cursor, moment);
      return { url: `${address}/atom/${pieces[at]}` };
    },
    parse(body, _ask, cursor, moment) {
      const feed = readFeed(body);
      const now = moment.now.toISOString();
      const seenAt = feed.madeAt !== undefined && feed.madeAt <= now ? feed.madeAt : now;
      const [first] = feed.entries;
      const day = first && feed.dayOf(textOf(childOf(first.element, 'published')));
      return {
        readings: feed.entries.map((entry) => readingOf(entry, feed, seenAt)),
        cursor: afterFeed(roundAt(codes, cursor, moment), feed.entries.length, day, moment),
      };
    },
  };
}

function readingOf(entry: RecordElement, feed: Feed, seenAt: string): RecordReading {
  try {
    if (entry.isDamaged) throw new Unreadable('The entry holds bytes that are none of the feed’s encoding.');
    return { sighting: announcementSighting(entry.element, feed.dayOf, seenAt) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const key = oneLine(textOf(childOf(entry.element, 'id')).slice(0, 200));
    const raw = `<feed xmlns="http://www.w3.org/2005/Atom"><updated>${seenAt}</updated>${entry.raw}</feed>`;
    return { rejected: error.message, ...(key !== '' && { key }), raw };
  }
}
