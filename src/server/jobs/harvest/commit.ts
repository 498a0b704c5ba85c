import { ingestWithin } from '#catalogue/ingest.ts';
import type { Db, Trx } from '#db/schema.ts';
import type { Ask, RecordReading } from '#sources/source.ts';
import type { Work } from '../job.ts';
import { recordsOf, type Tally } from './tally.ts';
import { countUnread, forgetReadable, keepUnread, type Origin } from './unread.ts';

/** Records in one transaction: arXiv's pages are as large, and half a second is as long as others may have to wait. */
const AT_ONCE = 2_500;

export interface Committing {
  origin: Origin;
  db: Db;
  work: Work;
  tally: Tally;
}

/**
 * Puts a page's records into the catalogue and keeps what cannot be read, with whatever else belongs to the same moment:
 * the cursor. A page that is larger than a transaction goes in by parts, the cursor with the last: killed between two, the
 * page comes again, and what is known to the letter changes nothing.
 */
export async function commitPage(
  { origin, db, work, tally }: Committing,
  ask: Ask,
  readings: RecordReading[],
  also: (trx: Trx) => Promise<void>,
): Promise<void> {
  let from = 0;
  do {
    const part = readings.slice(from, from + AT_ONCE);
    from += AT_ONCE;
    const sightings = part.flatMap((reading) => ('sighting' in reading ? [reading.sighting] : []));
    const rejected = part.flatMap((reading) => ('rejected' in reading ? [reading] : []));
    const outcomes = await db.transaction().execute(async (trx) => {
      await work.fence(trx);
      if (rejected.length > 0) await keepUnread(trx, origin, ask, rejected, work.now());
      if (sightings.length > 0 && (await countUnread(trx, origin)) > 0) {
        const keys = sightings.map(({ sourceKey }) => sourceKey);
        await forgetReadable(trx, origin, keys);
      }
      const done = await ingestWithin(trx, sightings);
      if (from >= readings.length) await also(trx);
      return done;
    });
    for (const outcome of outcomes) tally[outcome]++;
    tally.unread += rejected.length;
    work.progress({ done: recordsOf(tally), words: 'records' });
  } while (from < readings.length);
  tally.pages++;
}
