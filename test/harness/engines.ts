import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, inject } from 'vitest';
import type { Engine } from '#db/engine.ts';
import { type Database, openDatabase } from '#db/open.ts';
import type { Settings } from '#floor/settings.ts';
import { until } from './until.ts';

/** Where one instance keeps its state. */
export type Place = Pick<Settings, 'dataDir' | 'databaseUrl'>;

/** What a suite gets of the engine it runs on. All that it takes is closed and removed when the suite ends. */
export interface TestEngine {
  engine: Engine;
  /** A fresh, empty place: a folder of its own and, on PostgreSQL, a database of its own. */
  place(): Promise<Place>;
  /** Opens a place, a fresh one when none is given, with the newest schema. */
  database(place?: Place): Promise<Database>;
}

/** Runs a suite once on each engine: SQLite always, PostgreSQL where the run has a server, else skipped by name. */
export function describeEngines(name: string, suite: (on: TestEngine) => void): void {
  describe(`${name} on SQLite`, () => suite(testEngine('sqlite')));
  const server = inject('postgresUrl');
  if (server) describe(`${name} on PostgreSQL`, () => suite(testEngine('postgres', server)));
  else
    describe.skip(`${name} on PostgreSQL (no server: set TEST_DATABASE_URL or install it)`, () =>
      suite(testEngine('postgres')));
}

function testEngine(engine: Engine, server = ''): TestEngine {
  const leftovers: (() => unknown)[] = [];
  afterAll(async () => {
    for (const remove of leftovers.reverse()) await remove();
  });
  const place = async () => {
    const dataDir = temporaryFolder();
    leftovers.push(() => rmSync(dataDir, { recursive: true, force: true }));
    if (engine === 'sqlite') return { dataDir, databaseUrl: '' };
    const name = `offprint_test_${randomBytes(8).toString('hex')}`;
    await onServer(server, `create database ${name} template template0 encoding 'UTF8'`);
    leftovers.push(() => dropDatabase(server, name));
    return { dataDir, databaseUrl: withDatabase(server, name) };
  };
  const database = async (at?: Place) => {
    const opened = await openDatabase(at ?? (await place()));
    leftovers.push(() => opened.close().catch(() => {}));
    return opened;
  };
  return { engine, place, database };
}

/** A fresh folder under the system's own; the caller removes it. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'offprint-test-'));
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Sessions that are closing get a moment: ended by force, each would complain of its lost connection. */
async function dropDatabase(server: string, name: string): Promise<void> {
  const sessions = `select 1 from pg_stat_activity where datname = '${name}'`;
  await until('the last session is gone', async () => (await onServer(server, sessions)) === 0, 2_000).catch(() => {});
  await onServer(server, `drop database if exists ${name} with (force)`);
}

/** Runs one statement. @returns the number of rows it gave. */
async function onServer(server: string, statement: string): Promise<number> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    const { rows } = await client.query(statement);
    return rows.length;
  } finally {
    await client.end();
  }
}
