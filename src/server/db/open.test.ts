import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { describeEngines, temporaryFolder } from '#test/harness/engines.ts';
import { engineVersion, openDatabase } from './open.ts';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const unavailable = (message: RegExp) =>
  expect.objectContaining({ kind: 'SourceUnavailable', message: expect.stringMatching(message) });

test('a server that is not there is told in a sentence, without its password', async () => {
  // A port that was free a moment ago and that nobody listens on.
  const port = await new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: found } = server.address() as { port: number };
      server.close(() => resolve(found));
    });
  });
  const opening = openDatabase({ dataDir: folder, databaseUrl: `postgres://me:hunter2@127.0.0.1:${port}/papers` });
  await expect(opening).rejects.toThrow(unavailable(/nothing answers there/));
  await expect(opening).rejects.not.toThrow(/hunter2/);
});

test('a file that is no database is told in a sentence', async () => {
  const dataDir = join(folder, 'no-database');
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, 'offprint.sqlite'), 'This is a letter, not a database. '.repeat(100));
  await expect(openDatabase({ dataDir, databaseUrl: '' })).rejects.toThrow(unavailable(/not a database/));
});

test('a data folder that is a file is told in a sentence', async () => {
  const dataDir = join(folder, 'file');
  writeFileSync(dataDir, '');
  await expect(openDatabase({ dataDir, databaseUrl: '' })).rejects.toThrow(unavailable(/data folder/));
});

describeEngines('the engine', (on) => {
  test('tells its version', async () => {
    expect(await engineVersion(await on.database())).toMatch(
      on.engine === 'sqlite' ? /^SQLite 3\.\d+/ : /^PostgreSQL 1\d/,
    );
  });
});
