import type { Db, Trx } from '#db/schema.ts';
import type { Origin } from './unread.ts';

/** How far a list has been read; undefined before its first run. */
export async function cursorOf(db: Db | Trx, { source, stream }: Origin): Promise<unknown> {
  const row = await db
    .selectFrom('cursors')
    .select('cursor')
    .where('source', '=', source)
    .where('stream', '=', stream)
    .executeTakeFirst();
  return row && JSON.parse(row.cursor);
}

/** Moves a list's cursor. */
export async function moveCursor(trx: Trx, origin: Origin, cursor: unknown, now: Date): Promise<void> {
  const moved = { cursor: JSON.stringify(cursor), moved_at: now.toISOString() };
  await trx
    .insertInto('cursors')
    .values({ ...origin, ...moved })
    .onConflict((oc) => oc.columns(['source', 'stream']).doUpdateSet(moved))
    .execute();
}

/** What a list owes: pages that were passed because they kept failing. */
export interface Owed {
  id: number;
  cursor: unknown;
  tries: number;
}

/** Between two tries of an owed page, in milliseconds: an hour, doubled each time, and at most a week. */
const restAfter = (tries: number) => Math.min(3_600_000 * 2 ** (tries - 1), 7 * 86_400_000);

/** Owed pages of a list that are due, the oldest first. */
export async function owedPages(db: Db, { source, stream }: Origin, now: Date): Promise<Owed[]> {
  const rows = await db
    .selectFrom('owed_pages')
    .select(['id', 'cursor', 'tries'])
    .where('source', '=', source)
    .where('stream', '=', stream)
    .where('due_at', '<=', now.toISOString())
    .orderBy('id')
    .execute();
  return rows.map(({ id, cursor, tries }) => ({ id, tries, cursor: JSON.parse(cursor) }));
}

/** Notes a page that was passed. */
export async function owe(trx: Trx, origin: Origin, cursor: unknown, error: string, now: Date): Promise<void> {
  const row = {
    ...origin,
    cursor: JSON.stringify(cursor),
    tries: 1,
    due_at: new Date(now.getTime() + restAfter(1)).toISOString(),
    error,
    since: now.toISOString(),
  };
  await trx.insertInto('owed_pages').values(row).execute();
}

/** Moves an owed page's cursor; without one, the page is paid. */
export async function payOwed(trx: Trx, id: number, cursor: unknown): Promise<void> {
  if (cursor === undefined) await trx.deleteFrom('owed_pages').where('id', '=', id).execute();
  else
    await trx
      .updateTable('owed_pages')
      .set({ cursor: JSON.stringify(cursor) })
      .where('id', '=', id)
      .execute();
}

/** Notes that an owed page failed again. */
export async function stillOwed(db: Db, { id, tries }: Owed, error: string, now: Date): Promise<void> {
  const again = { tries: tries + 1, error, due_at: new Date(now.getTime() + restAfter(tries + 1)).toISOString() };
  await db.updateTable('owed_pages').set(again).where('id', '=', id).execute();
}
