import { createHash } from 'node:crypto';
import type { Db, Trx } from '#db/schema.ts';
import { VERSION } from '#floor/version.ts';
import type { Ask, RecordReading } from '#sources/source.ts';

type Rejected = Extract<RecordReading, { rejected: string }>;

/** Longest record that is kept; a longer one says its error with its beginning. */
const LONGEST_RAW = 1_000_000;
const KEYS_PER_QUERY = 5_000;

/** Which list a record came from. */
export interface Origin {
  source: string;
  stream: string;
}

/** Keeps records that could not be read, each once, with the last error. */
export async function keepUnread(trx: Trx, origin: Origin, ask: Ask, rejected: Rejected[], now: Date): Promise<void> {
  for (const { rejected: error, key, raw } of rejected) {
    // PostgreSQL's text holds no NUL, and neither does XML; in JSON it is escaped.
    const kept = raw.replaceAll('\0', '\uFFFD').slice(0, LONGEST_RAW);
    const seen = { error, read_by: VERSION, seen_at: now.toISOString() };
    await trx
      .insertInto('unread_records')
      .values({
        ...origin,
        ...seen,
        record_key: key ?? null,
        digest: createHash('sha256').update(kept).digest('base64url'),
        ask: JSON.stringify(ask),
        raw: kept,
      })
      .onConflict((oc) => oc.columns(['source', 'stream', 'digest']).doUpdateSet(seen))
      .execute();
  }
}

/** Forgets unread records whose source has since shown them in a form that could be read. */
export async function forgetReadable(trx: Trx, origin: Origin, keys: string[]): Promise<void> {
  for (let from = 0; from < keys.length; from += KEYS_PER_QUERY) {
    await trx
      .deleteFrom('unread_records')
      .where('source', '=', origin.source)
      .where('stream', '=', origin.stream)
      .where('record_key', 'in', keys.slice(from, from + KEYS_PER_QUERY))
      .execute();
  }
}

/** How many records of a list, or of all, wait to be read. */
export async function countUnread(db: Db | Trx, origin?: Origin): Promise<number> {
  const { count } = await db
    .selectFrom('unread_records')
    .select(({ fn }) => fn.countAll().as('count'))
    .$if(origin !== undefined, (query) =>
      query.where('source', '=', origin!.source).where('stream', '=', origin!.stream),
    )
    .executeTakeFirstOrThrow();
  return Number(count);
}
