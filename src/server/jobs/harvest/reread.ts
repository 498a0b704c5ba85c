import { ingestWithin } from '#catalogue/ingest.ts';
import type { Db } from '#db/schema.ts';
import { VERSION } from '#floor/version.ts';
import type { Stream } from '#sources/source.ts';
import type { Work } from '../job.ts';

/** Records that are read again in one transaction. */
const AT_ONCE = 200;

export interface Reread {
  /** Became sightings. */
  read: number;
  /** Still cannot be read. */
  unread: number;
}

/**
 * Reads again what could not be read: what another version of the program kept, or all of it. Records of lists that are
 * no longer followed stay as they are.
 * @param streams the lists that are followed, by `source/stream`.
 */
export async function rereadRecords(
  db: Db,
  streams: ReadonlyMap<string, Stream>,
  work: Pick<Work, 'signal' | 'fence' | 'now'>,
  isAll = false,
): Promise<Reread> {
  const tally: Reread = { read: 0, unread: 0 };
  for (let after = 0; ; ) {
    work.signal.throwIfAborted();
    const rows = await db
      .selectFrom('unread_records')
      .selectAll()
      .where('id', '>', after)
      .$if(!isAll, (query) => query.where('read_by', '!=', VERSION))
      .orderBy('id')
      .limit(AT_ONCE)
      .execute();
    if (rows.length === 0) return tally;
    after = rows.at(-1)!.id;
    await db.transaction().execute(async (trx) => {
      await work.fence(trx);
      for (const row of rows) {
        const stream = streams.get(`${row.source}/${row.stream}`);
        if (!stream) continue;
        const { sightings, error } = readAgain(stream, row, work.now());
        if (error === undefined) {
          await ingestWithin(trx, sightings);
          await trx.deleteFrom('unread_records').where('id', '=', row.id).execute();
          tally.read++;
        } else {
          await trx.updateTable('unread_records').set({ error, read_by: VERSION }).where('id', '=', row.id).execute();
          tally.unread++;
        }
      }
    });
  }
}

/** What a kept record yields now. It was seen when it came, not now: what has come since is later. */
function readAgain(stream: Stream, { raw, ask, seen_at }: { raw: string; ask: string; seen_at: string }, now: Date) {
  try {
    const seenAt = new Date(Math.min(Date.parse(seen_at), now.getTime()));
    const { readings } = stream.parse(Buffer.from(raw), JSON.parse(ask), undefined, { now: seenAt });
    const sightings = readings.flatMap((reading) => ('sighting' in reading ? [reading.sighting] : []));
    const refused = readings.find((reading) => 'rejected' in reading);
    if (refused) return { sightings, error: refused.rejected };
    return sightings.length > 0 ? { sightings, error: undefined } : { sightings, error: 'It holds no record.' };
  } catch (error) {
    return { sightings: [], error: (error as Error).message };
  }
}
