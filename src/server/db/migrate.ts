import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { conflict } from '#floor/failure.ts';
import type { Engine } from './engine.ts';
import * as catalogue from './migrations/0001-catalogue.ts';
import * as sources from './migrations/0002-sources.ts';
import * as revisions from './migrations/0003-revisions.ts';
import * as hooks from './migrations/0004-hooks.ts';
import * as digests from './migrations/0005-digests.ts';
import * as returned from './migrations/0006-returned.ts';
import * as sentEditions from './migrations/0007-sent-editions.ts';
import type { Db } from './schema.ts';

type Step = { up(db: Kysely<unknown>, engine: Engine): Promise<void> };

/** Forward only, in this order; a step that has shipped is never edited. */
const STEPS: Record<string, Step> = {
  '0001-catalogue': catalogue,
  '0002-sources': sources,
  '0003-revisions': revisions,
  '0004-hooks': hooks,
  '0005-digests': digests,
  '0006-returned': returned,
  '0007-sent-editions': sentEditions,
};

function migrationsFor(engine: Engine): Record<string, Migration> {
  return Object.fromEntries(Object.entries(STEPS).map(([name, step]) => [name, { up: (db) => step.up(db, engine) }]));
}

/** Names of the steps that the database has taken, oldest first; empty for a database that is new. */
export async function appliedSteps(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map((row) => row.name);
}

/**
 * Takes the steps that are missing, all in one transaction: killed anywhere, the schema is the old or the new one.
 * @returns the names of the steps taken now.
 * @throws Failure `Conflict` when the database has a step that this program does not know.
 */
export async function migrateToLatest({ db, engine }: { db: Db; engine: Engine }): Promise<string[]> {
  const unknown = (await appliedSteps(db)).filter((name) => !(name in STEPS));
  if (unknown.length > 0) {
    throw conflict(
      `This database was written by a newer Offprint: it has schema step ${unknown.join(', ')}, which this program does not know.`,
      'Start the newer program, or restore a backup from before the upgrade.',
    );
  }
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrationsFor(engine) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  return (results ?? []).map((result) => result.migrationName);
}
