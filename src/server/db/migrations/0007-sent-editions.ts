import type { Kysely } from 'kysely';

/** Editions as they went out by mail: which papers for which reasons, and of nobody who got them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sent_editions')
    .addColumn('seal', 'text', (c) => c.primaryKey().notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('list', 'text', (c) => c.notNull())
    .addColumn('papers', 'text', (c) => c.notNull())
    .addColumn('made_at', 'text', (c) => c.notNull())
    .execute();
}
