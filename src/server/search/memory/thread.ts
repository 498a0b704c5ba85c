import { parentPort, workerData } from 'node:worker_threads';
import { Follower } from './follower.ts';
import { answerCall, type Call } from './memory.ts';

/** The thread that holds a server's search index in memory. */
const follower = new Follower(workerData.uri);
parentPort!.on('message', async (call: Call) => parentPort!.postMessage(await answerCall(follower, call)));
