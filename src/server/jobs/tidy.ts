import { sql } from 'kysely';
import type { Engine } from '#db/engine.ts';
import type { Db } from '#db/schema.ts';
import type { Stream } from '#sources/source.ts';
import { tidyMail } from './digests/tidy-mail.ts';
import { rereadRecords } from './harvest/reread.ts';
import type { Job } from './job.ts';

/** A record that nobody could read, and that its source has not shown for so long, is let go. */
const UNREAD_KEPT_MS = 365 * 86_400_000;

/** Its row, and when it is due: a command that does a part of it holds the same row. */
export const TIDY = { name: 'tidy', schedule: { everyMs: 6 * 3_600_000 } } as const;

/**
 * Keeps the house: reads again what an older version of the program could not read, lets go of what is of no use, and
 * lets the database look after itself.
 */
export function tidyJob({ db, engine }: { db: Db; engine: Engine }, streams: () => ReadonlyMap<string, Stream>): Job {
  return {
    ...TIDY,
    async run(work) {
      const { read, unread } = await rereadRecords(db, streams(), work);
      const before = new Date(work.now().getTime() - UNREAD_KEPT_MS).toISOString();
      const dropped = await db.deleteFrom('unread_records').where('seen_at', '<', before).executeTakeFirst();
      const mails = await tidyMail(db, work.now());
      if (engine === 'sqlite') await sql`pragma optimize`.execute(db);
      const counts = { read, unread, dropped: Number(dropped.numDeletedRows) + mails };
      const words = read + unread > 0 ? `${read} of ${read + unread} unread records could be read now` : 'all tidy';
      return { summary: words, counts };
    },
  };
}
