import type { Kysely } from 'kysely';

/** A mail that came back is found by its id. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('mails_message').on('mails').column('message_id').execute();
}
