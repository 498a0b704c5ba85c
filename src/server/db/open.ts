import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import type { Settings } from '#floor/settings.ts';
import type { Engine } from './engine.ts';
import { migrateToLatest } from './migrate.ts';
import { openFailure } from './open-failure.ts';
import { postgresDialect } from './postgres.ts';
import type { Db, Schema } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';

export interface Database {
  db: Db;
  engine: Engine;
  /** Where it is, fit to be shown: a file's path, or a server's address without its password. */
  place: string;
  close(): Promise<void>;
}

function addressOf(url: string): string {
  const { hostname, port, pathname, protocol } = new URL(url);
  return `${protocol}//${hostname}${port ? `:${port}` : ''}${pathname}`;
}

/**
 * Connects without touching the schema.
 * @throws whatever the engine says when the file or the server cannot be opened, on first use.
 */
export function connect(settings: Pick<Settings, 'dataDir' | 'databaseUrl'>): Database {
  if (settings.databaseUrl) {
    const dialect = postgresDialect(settings.databaseUrl, (error) =>
      console.error(`PostgreSQL connection lost while idle: ${error.message}`),
    );
    const db = new Kysely<Schema>({ dialect });
    return { db, engine: 'postgres', place: addressOf(settings.databaseUrl), close: () => db.destroy() };
  }
  mkdirSync(settings.dataDir, { recursive: true });
  const path = join(settings.dataDir, 'offprint.sqlite');
  const db = new Kysely<Schema>({ dialect: sqliteDialect(path) });
  return { db, engine: 'sqlite', place: path, close: () => db.destroy() };
}

/**
 * Connects and brings the schema up to this program's version.
 * @throws Failure `Conflict` when the database was written by a newer program, `SourceUnavailable` when it cannot be used.
 */
export async function openDatabase(settings: Pick<Settings, 'dataDir' | 'databaseUrl'>): Promise<Database> {
  let database: Database | undefined;
  try {
    database = connect(settings);
    await migrateToLatest(database);
    return database;
  } catch (error) {
    await database?.close();
    throw openFailure(error, database?.place ?? settings.dataDir);
  }
}

/** The engine's own version text, such as `SQLite 3.50.4`. */
export async function engineVersion({ db, engine }: Database): Promise<string> {
  if (engine === 'sqlite') {
    const { rows } = await sql<{ version: string }>`select sqlite_version() as version`.execute(db);
    return `SQLite ${rows[0]!.version}`;
  }
  const { rows } = await sql<{ server_version: string }>`show server_version`.execute(db);
  return `PostgreSQL ${rows[0]!.server_version}`;
}
