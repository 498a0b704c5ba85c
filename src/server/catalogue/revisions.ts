import type { Db } from '#db/schema.ts';

/** When the catalogue came to revisions. Those from before the program kept them count as of the first that it kept. */

async function firstKept(db: Db): Promise<{ revision: number; at: string }> {
  return db.selectFrom('revisions').selectAll().orderBy('revision').limit(1).executeTakeFirstOrThrow();
}

/** RFC 3339: no paper has changed before. */
export const earliestChange = async (db: Db): Promise<string> => (await firstKept(db)).at;

/** RFC 3339 instants by revision. */
export async function timesOf(db: Db, revisions: Iterable<number>): Promise<Map<number, string>> {
  const asked = [...new Set(revisions)];
  const first = await firstKept(db);
  const times = new Map(asked.map((revision) => [revision, first.at]));
  if (asked.length === 0) return times;
  const rows = await db.selectFrom('revisions').selectAll().where('revision', 'in', asked).execute();
  for (const { revision, at } of rows) times.set(revision, at);
  return times;
}

/** The first revision that came at an instant or after it; undefined where all are older. */
export async function firstRevisionFrom(db: Db, at: string): Promise<number | undefined> {
  const first = await firstKept(db);
  if (first.at >= at) return 0;
  const { min } = db.fn;
  const row = await db
    .selectFrom('revisions')
    .select(min('revision').as('revision'))
    .where('at', '>=', at)
    .executeTakeFirst();
  return row?.revision ?? undefined;
}

/** The last revision that came before an instant; undefined where all are newer. */
export async function lastRevisionBefore(db: Db, at: string): Promise<number | undefined> {
  const { max } = db.fn;
  const row = await db
    .selectFrom('revisions')
    .select(max('revision').as('revision'))
    .where('at', '<', at)
    .executeTakeFirst();
  return row?.revision ?? undefined;
}
