import { type Kysely, sql } from 'kysely';

type Tables = { revisions: { revision: number; at: string }; catalogue_state: { id: number; revision: number } };

/** When the catalogue came to each revision: for those who ask what has changed since. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('revisions')
    .addColumn('revision', 'bigint', (c) => c.primaryKey().notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('revisions_at').on('revisions').columns(['at', 'revision']).execute();
  const tables = db as Kysely<Tables>;
  const state = await tables.selectFrom('catalogue_state').select('revision').where('id', '=', 1).executeTakeFirst();
  await tables
    .insertInto('revisions')
    .values({ revision: state?.revision ?? 0, at: new Date().toISOString() })
    .execute();
  // A harvest of all papers reads them in this order, some at a time.
  await sql`create index papers_changes on papers (revision, id)`.execute(db);
  await sql`drop index papers_revision`.execute(db);
}
