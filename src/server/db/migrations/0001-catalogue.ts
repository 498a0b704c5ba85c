import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Engine } from '../engine.ts';

/** Papers, the sightings they come from, their places in sections, redirects, the revision, leases. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await db.schema
    .createTable('papers')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('revision', 'bigint', (c) => c.notNull())
    .addColumn('arxiv_id', 'text')
    .addColumn('doi', 'text')
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('abstract', 'text')
    .addColumn('authors', 'text', (c) => c.notNull())
    .addColumn('author_count', 'integer')
    .addColumn('organization', 'text')
    .addColumn('published_at', 'text')
    .addColumn('updated_at', 'text')
    .addColumn('listed_on', 'text')
    .addColumn('day', 'text')
    .addColumn('categories', 'text', (c) => c.notNull())
    .addColumn('comment', 'text')
    .addColumn('journal_ref', 'text')
    .addColumn('licence', 'text')
    .addColumn('links', 'text', (c) => c.notNull())
    .addColumn('keywords', 'text', (c) => c.notNull())
    .addColumn('summary', 'text')
    .addColumn('versions', 'text', (c) => c.notNull())
    .addColumn('upvotes', 'integer')
    .addColumn('comments', 'integer')
    .addColumn('github_stars', 'integer')
    .execute();
  await db.schema.createIndex('papers_revision').on('papers').column('revision').execute();
  await db.schema.createIndex('papers_listed_on').on('papers').columns(['listed_on', 'id']).execute();
  await db.schema.createIndex('papers_day').on('papers').columns(['day', 'id']).execute();
  // Trending looks only at papers that something speaks for; most of an arXiv day has nothing.
  await sql`create index papers_signals on papers (day) where upvotes is not null or github_stars is not null`.execute(
    db,
  );
  await db.schema.createIndex('papers_doi').on('papers').column('doi').execute();

  await db.schema
    .createTable('sightings')
    .addColumn('id', engine === 'postgres' ? 'bigserial' : 'integer', (c) => c.primaryKey())
    .addColumn('paper_id', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('source_key', 'text', (c) => c.notNull())
    .addColumn('digest', 'text', (c) => c.notNull())
    .addColumn('arxiv_id', 'text')
    .addColumn('doi', 'text')
    .addColumn('title_key', 'text')
    .addColumn('first_seen_at', 'text', (c) => c.notNull())
    .addColumn('last_seen_at', 'text', (c) => c.notNull())
    .addColumn('payload', 'text', (c) => c.notNull())
    .addUniqueConstraint('sightings_once', ['source', 'source_key', 'digest'])
    .execute();
  await db.schema.createIndex('sightings_paper').on('sightings').column('paper_id').execute();
  await db.schema.createIndex('sightings_arxiv').on('sightings').column('arxiv_id').execute();
  await db.schema.createIndex('sightings_doi').on('sightings').column('doi').execute();
  await db.schema.createIndex('sightings_title').on('sightings').column('title_key').execute();

  await db.schema
    .createTable('placements')
    .addColumn('section', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('paper_id', 'text', (c) => c.notNull())
    .addColumn('place', 'integer', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('placements_key', ['section', 'day', 'paper_id'])
    .execute();
  await db.schema.createIndex('placements_paper').on('placements').column('paper_id').execute();

  await db.schema
    .createTable('redirects')
    .addColumn('old_id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('paper_id', 'text', (c) => c.notNull())
    .addColumn('revision', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('redirects_paper').on('redirects').column('paper_id').execute();
  await db.schema.createIndex('redirects_revision').on('redirects').column('revision').execute();

  await db.schema
    .createTable('catalogue_state')
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('revision', 'bigint', (c) => c.notNull())
    .execute();
  await (db as Kysely<{ catalogue_state: { id: number; name: string; revision: number } }>)
    .insertInto('catalogue_state')
    .values({ id: 1, name: randomUUID(), revision: 0 })
    .execute();

  await db.schema
    .createTable('leases')
    .addColumn('name', 'text', (c) => c.primaryKey().notNull())
    .addColumn('holder', 'text', (c) => c.notNull())
    .addColumn('token', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .execute();
}
