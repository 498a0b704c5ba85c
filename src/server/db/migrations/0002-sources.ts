import type { Kysely } from 'kysely';
import type { Engine } from '../engine.ts';

/** How far sources have been read, what they owe, what could not be read; the gates; jobs; the installation's secrets. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await db.schema.alterTable('papers').addColumn('withdrawn_on', 'text').execute();
  await db.schema.alterTable('papers').addColumn('citations', 'integer').execute();
  await db.schema.alterTable('sightings').addColumn('article_doi', 'text').execute();
  await db.schema.createIndex('sightings_article').on('sightings').column('article_doi').execute();

  await db.schema
    .createTable('cursors')
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('stream', 'text', (c) => c.notNull())
    .addColumn('cursor', 'text', (c) => c.notNull())
    .addColumn('moved_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('cursors_key', ['source', 'stream'])
    .execute();

  await db.schema
    .createTable('owed_pages')
    .addColumn('id', engine === 'postgres' ? 'bigserial' : 'integer', (c) => c.primaryKey())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('stream', 'text', (c) => c.notNull())
    .addColumn('cursor', 'text', (c) => c.notNull())
    .addColumn('tries', 'integer', (c) => c.notNull())
    .addColumn('due_at', 'text', (c) => c.notNull())
    .addColumn('error', 'text', (c) => c.notNull())
    .addColumn('since', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('owed_pages_stream').on('owed_pages').columns(['source', 'stream']).execute();

  await db.schema
    .createTable('unread_records')
    .addColumn('id', engine === 'postgres' ? 'bigserial' : 'integer', (c) => c.primaryKey())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('stream', 'text', (c) => c.notNull())
    .addColumn('record_key', 'text')
    .addColumn('digest', 'text', (c) => c.notNull())
    .addColumn('ask', 'text', (c) => c.notNull())
    .addColumn('raw', 'text', (c) => c.notNull())
    .addColumn('error', 'text', (c) => c.notNull())
    .addColumn('read_by', 'text', (c) => c.notNull())
    .addColumn('seen_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('unread_records_once', ['source', 'stream', 'digest'])
    .execute();

  await db.schema
    .createTable('gates')
    .addColumn('name', 'text', (c) => c.primaryKey().notNull())
    .addColumn('free_at', 'text', (c) => c.notNull())
    .addColumn('set_at', 'text', (c) => c.notNull())
    .addColumn('holder', 'text')
    .addColumn('held_until', 'text', (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('jobs')
    .addColumn('name', 'text', (c) => c.primaryKey().notNull())
    .addColumn('due_at', 'text', (c) => c.notNull())
    .addColumn('holder', 'text')
    .addColumn('held_until', 'text', (c) => c.notNull())
    .addColumn('token', 'bigint', (c) => c.notNull())
    .addColumn('tries', 'integer', (c) => c.notNull())
    .addColumn('started_at', 'text')
    .addColumn('ended_at', 'text')
    .addColumn('outcome', 'text')
    .addColumn('summary', 'text')
    .addColumn('counts', 'text')
    .addColumn('error', 'text')
    .addColumn('progress', 'text')
    .execute();

  await db.schema
    .createTable('secrets')
    .addColumn('name', 'text', (c) => c.primaryKey().notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute();
}
