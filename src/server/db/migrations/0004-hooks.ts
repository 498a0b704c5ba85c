import type { Kysely } from 'kysely';

/** What hooks have posted, or tried to: one row for each hook and edition. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('hook_posts')
    .addColumn('hook', 'text', (c) => c.notNull())
    .addColumn('edition', 'text', (c) => c.notNull())
    .addColumn('post_id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('tries', 'integer', (c) => c.notNull())
    .addColumn('status', 'integer')
    .addColumn('error', 'text')
    .addColumn('papers', 'text', (c) => c.notNull())
    .addColumn('first_at', 'text', (c) => c.notNull())
    .addColumn('tried_at', 'text', (c) => c.notNull())
    .addColumn('posted_at', 'text')
    .addPrimaryKeyConstraint('hook_posts_once', ['hook', 'edition'])
    .execute();
}
