import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  accessSync,
  chownSync,
  constants,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import pg from 'pg';
import { freePort } from './port.ts';
import { until } from './until.ts';

/** A PostgreSQL server that lives as long as one run of the tests. */
export interface Postgres {
  /** Address of its maintenance database, with the right to create others. */
  url: string;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

const DEBIAN = '/usr/lib/postgresql';
const STARTS = 3;

/** The folder with `initdb` and `postgres`: from PATH, else Debian's newest; undefined when there is none. */
export function findPostgres(): string | undefined {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => real(join(folder, 'postgres')));
  return [...onPath.map((program) => dirname(program)), ...debianFolders()].find(
    (folder) => real(join(folder, 'postgres')).length > 0 && real(join(folder, 'initdb')).length > 0,
  );
}

function debianFolders(): string[] {
  try {
    const versions = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
    return versions.map((version) => join(DEBIAN, version, 'bin'));
  } catch {
    return [];
  }
}

function real(program: string): string[] {
  try {
    accessSync(program, constants.X_OK);
    return [realpathSync(program)];
  } catch {
    return [];
  }
}

/** PostgreSQL refuses to run as root; then it runs as `postgres`, or as `nobody` where that account is missing. */
function account(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const rows = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = rows.find((row) => row.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL does not run as root, and there is neither an account postgres nor nobody to run it as.');
}

/**
 * Makes a cluster in a fresh folder and starts it on a free loopback port.
 * The cluster never calls fsync: the tests kill its clients, not the server, so nothing is lost and a run is quicker.
 * @throws Error with the programs' own words.
 */
export async function startPostgres(programs: string): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-postgres-'));
  const as = account();
  if (as) chownSync(folder, as.uid, as.gid);
  const data = join(folder, 'data');
  try {
    const options = ['-D', data, '-U', 'offprint', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
    const initdb = watch(spawn(join(programs, 'initdb'), options, { cwd: folder, ...as }));
    await initdb.ended;
    if (initdb.child.exitCode !== 0) throw new Error(`initdb failed: ${initdb.words()}`);
    for (let attempt = 1; ; attempt++) {
      const port = await freePort();
      const server = watch(spawn(join(programs, 'postgres'), serverOptions(data, port), { cwd: folder, ...as }));
      const url = `postgres://offprint@127.0.0.1:${port}/postgres`;
      await until('PostgreSQL answers', async () => server.over() || (await answers(url)));
      if (!server.over()) return { url, stop: () => stop(server, folder) };
      if (attempt === STARTS) throw new Error(`postgres ended at once: ${server.words()}`);
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function serverOptions(data: string, port: number): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 300,
    shared_buffers: '64MB',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  };
  return ['-D', data, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])];
}

function watch(child: ChildProcess) {
  let words = '';
  const hear = (chunk: Buffer) => {
    words = (words + chunk).slice(-2000);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const ended = once(child, 'close').catch((error: Error) => hear(Buffer.from(error.message)));
  return { child, ended, words: () => words.trim(), over: () => child.exitCode !== null || child.signalCode !== null };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** SIGINT ends a server's sessions and then itself; one that has not gone after 10 seconds is killed. */
async function stop({ child, ended }: ReturnType<typeof watch>, folder: string): Promise<void> {
  const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
  child.kill('SIGINT');
  await ended;
  clearTimeout(patience);
  rmSync(folder, { recursive: true, force: true });
}
