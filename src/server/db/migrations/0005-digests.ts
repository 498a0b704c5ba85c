import type { Kysely } from 'kysely';
import type { Engine } from '../engine.ts';

/** Who gets which list by mail, what each has had, the ledger of mails, and the addresses that get none. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const serial = engine === 'postgres' ? 'bigserial' : 'integer';
  const whole = engine === 'postgres' ? 'bigint' : 'integer';

  await db.schema
    .createTable('subscribers')
    .addColumn('id', serial, (c) => c.primaryKey())
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('list', 'text', (c) => c.notNull())
    .addColumn('every', 'text', (c) => c.notNull())
    .addColumn('hour', 'integer', (c) => c.notNull())
    .addColumn('zone', 'text', (c) => c.notNull())
    .addColumn('most', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('paused_until', 'text')
    .addColumn('confirmed_at', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('next_due_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('subscribers_once', ['address', 'list'])
    .execute();
  await db.schema.createIndex('subscribers_due').on('subscribers').columns(['state', 'next_due_at']).execute();

  await db.schema
    .createTable('mails')
    .addColumn('id', serial, (c) => c.primaryKey())
    .addColumn('subscriber', whole, (c) => c.notNull().references('subscribers.id').onDelete('cascade'))
    .addColumn('edition', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('domain', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('message_id', 'text', (c) => c.notNull())
    .addColumn('content', 'text')
    .addColumn('tries', 'integer', (c) => c.notNull())
    .addColumn('due_at', 'text', (c) => c.notNull())
    .addColumn('error', 'text')
    .addColumn('holder', 'text')
    .addColumn('held_until', 'text', (c) => c.notNull())
    .addColumn('token', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('settled_at', 'text')
    .addUniqueConstraint('mails_once', ['subscriber', 'edition'])
    .execute();
  await db.schema.createIndex('mails_due').on('mails').columns(['state', 'due_at']).execute();

  await db.schema
    .createTable('sent_papers')
    .addColumn('subscriber', whole, (c) => c.notNull().references('subscribers.id').onDelete('cascade'))
    .addColumn('paper_id', 'text', (c) => c.notNull())
    .addColumn('mail', whole, (c) => c.notNull())
    .addPrimaryKeyConstraint('sent_papers_key', ['subscriber', 'paper_id'])
    .execute();
  await db.schema.createIndex('sent_papers_mail').on('sent_papers').column('mail').execute();

  await db.schema
    .createTable('mail_domains')
    .addColumn('domain', 'text', (c) => c.primaryKey().notNull())
    .addColumn('minute', 'text', (c) => c.notNull())
    .addColumn('taken', 'integer', (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('suppressions')
    .addColumn('hash', 'text', (c) => c.primaryKey().notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('since', 'text', (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('mail_tokens')
    .addColumn('hash', 'text', (c) => c.primaryKey().notNull())
    .addColumn('subscriber', whole, (c) => c.notNull().references('subscribers.id').onDelete('cascade'))
    .addColumn('wishes', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .execute();
}
