import { parentPort, workerData } from 'node:worker_threads';
import { Follower } from './follower.ts';
import { answerCall, type ToThread } from './memory.ts';

/** The thread that holds a server's search index in memory. */
const port = parentPort!;
const follower = new Follower(workerData.uri);
const underWay = new Set<Promise<void>>();

async function end(): Promise<void> {
  await Promise.all(underWay);
  await follower.close();
  port.close();
}

port.on('message', (message: ToThread) => {
  if (message === 'end') return void end();
  const answered = answerCall(follower, message).then((reply) => {
    port.postMessage(reply);
    underWay.delete(answered);
  });
  underWay.add(answered);
});
