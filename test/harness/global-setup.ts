import type { TestProject } from 'vitest/node';
import { note } from './notes.ts';
import { findPostgres, startPostgres } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of a PostgreSQL server where the tests may create databases; empty when there is none. */
    postgresUrl: string;
  }
}

/** One PostgreSQL server for the run: the one in TEST_DATABASE_URL, else one of our own where its programs are installed. */
export default async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.TEST_DATABASE_URL;
  const programs = given ? undefined : findPostgres();
  const own = programs ? await startPostgres(programs) : undefined;
  const server = given ? 'the PostgreSQL in TEST_DATABASE_URL' : programs ? 'a PostgreSQL of its own' : undefined;
  note(
    server
      ? `ran on SQLite and ${server}`
      : 'ran on SQLite alone: TEST_DATABASE_URL is not set, and no PostgreSQL is installed',
  );
  provide('postgresUrl', given ?? own?.url ?? '');
  return own?.stop;
}
