import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Trouble } from '#search/index.ts';
import type { Offprint } from '../../server/offprint.ts';
import { io } from '../command.ts';
import { holder } from '../index-along.ts';

const THREAD = join(import.meta.dirname, 'clock-thread.ts');
/** A thread that fell over is started again after this. */
const REST_AFTER_CRASH_MS = 10_000;

/** What the thread is told: that it may end, or that a question found the index absent or damaged. */
export type ToClock = 'end' | Trouble;

/**
 * Does the jobs of a server in a thread of its own: taking in a thousand papers is some 100 ms of work, which no request
 * should wait for.
 * @returns what ends it, and settles when it has.
 */
export function startClock({ index }: Offprint): () => Promise<void> {
  let isEnding = false;
  let worker: Worker | undefined;
  let exited: Promise<void> = Promise.resolve();
  let restart: NodeJS.Timeout | undefined;
  const start = () => {
    worker = new Worker(THREAD, { workerData: { holder: holder() } });
    worker.on('message', io.err);
    worker.on('error', (error) => io.err(`The jobs fell over and start again soon: ${error.message}`));
    exited = new Promise((resolve) => {
      worker!.once('exit', () => {
        if (!isEnding) restart = setTimeout(start, REST_AFTER_CRASH_MS);
        resolve();
      });
    });
  };
  index.onTrouble = (trouble) => worker?.postMessage(trouble satisfies ToClock);
  start();
  return async () => {
    isEnding = true;
    clearTimeout(restart);
    worker?.postMessage('end' satisfies ToClock);
    await exited;
  };
}
