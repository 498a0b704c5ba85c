import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Place } from './engines.ts';

export const REPOSITORY = join(import.meta.dirname, '../..');

/** The environment of a process that keeps its state in `place`; no setting of the caller's reaches it. */
export function environmentOf(place: Place, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return {
    PATH,
    HOME,
    TMPDIR,
    // As `bin/offprint.js` has it: hundreds of children are started, and compiling is half of each start.
    NODE_COMPILE_CACHE: join(REPOSITORY, 'node_modules/.cache/offprint'),
    OFFPRINT_DATA: place.dataDir,
    DATABASE_URL: place.databaseUrl,
    ...more,
  };
}

/** Starts a file under the Node that runs the tests. */
export function startNode(args: string[], options: SpawnOptions = {}): ChildProcess {
  return spawn(process.execPath, args, { cwd: REPOSITORY, stdio: ['ignore', 'pipe', 'pipe'], ...options });
}

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** Waits for a child's end, with all it said. */
export async function ended(child: ChildProcess): Promise<Ended> {
  const [[code, signal], stdout, stderr] = await Promise.all([
    once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>,
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
  ]);
  return { code, signal, stdout, stderr };
}

/** Runs one command of the program to its end. */
export function offprint(place: Place, args: string[], more: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return ended(startNode(['bin/offprint.js', ...args], { env: environmentOf(place, more) }));
}
