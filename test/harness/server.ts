import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterAll } from 'vitest';
import { ended, environmentOf, startNode } from './child.ts';
import type { Place } from './engines.ts';

/** A running `npm start`, without npm. */
export interface RunningServer {
  /** Origin, such as `http://localhost:41234`. */
  url: string;
  /** All it has said on standard output so far, line by line. */
  lines: string[];
  pid: number;
  /** Milliseconds from the start of the process to the line with its address. */
  startedIn: number;
  /** Asks it to end and waits until it has. @returns exit code and standard error. */
  stop(): Promise<{ code: number | null; stderr: string; milliseconds: number }>;
}

/** A test that fails does not come to its `stop()`; what it started ends with its file. */
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts the built server on a free port and waits for the line with its address.
 * @throws Error with what it said when it ends before that.
 */
export async function startServer(place: Place, more: NodeJS.ProcessEnv = {}): Promise<RunningServer> {
  const started = performance.now();
  const child = startNode(['bin/offprint.js', 'start'], { env: environmentOf(place, { PORT: '0', ...more }) });
  running.add(child);
  const end = ended(child).finally(() => running.delete(child));
  const lines: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout!).on('line', (line) => {
      lines.push(line);
      const address = /https?:\/\/[\w.:-]+/.exec(line)?.[0];
      if (address) resolve(address);
    });
    end.then(
      ({ code, stderr }) => reject(new Error(`The server ended with ${code}: ${stderr || lines.join('\n')}`)),
      reject,
    );
  });
  return {
    url,
    lines,
    pid: child.pid!,
    startedIn: performance.now() - started,
    async stop() {
      const asked = performance.now();
      child.kill('SIGTERM');
      const { code, stderr } = await end;
      return { code, stderr, milliseconds: performance.now() - asked };
    },
  };
}
