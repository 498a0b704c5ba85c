import { parentPort, workerData } from 'node:worker_threads';
import { keepTime } from '#jobs/keep-time.ts';
import { readEverySetting } from '#sources/every-setting.ts';
import { openOffprint } from '../../server/offprint.ts';
import type { ToClock } from './clock.ts';

/** The thread that does a server's jobs. */
const port = parentPort!;
const say = (line: string) => port.postMessage(line);
const end = new AbortController();
const offprint = await openOffprint(readEverySetting(), { say });
port.on('message', (message: ToClock) => {
  if (message === 'end') end.abort();
  else offprint.index.noteTrouble(message);
});
await keepTime(offprint, { holder: workerData.holder, signal: end.signal, say });
await offprint.close();
port.close();
