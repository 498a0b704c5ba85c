import { parentPort, workerData } from 'node:worker_threads';
import { type Job, Learner } from './learner.ts';
import { Meeting } from './meeting.ts';

/** What a worker is started with. */
export interface WorkerData {
  job: Job;
  meeting: SharedArrayBuffer;
}

const { job, meeting } = workerData as WorkerData;
const learner = new Learner(job);
const all = new Meeting(meeting, job.workers);
for (let step = 0; step < job.recipe.steps; step += 1) {
  const loss = learner.draw(step);
  all.wait();
  learner.move(step);
  all.wait();
  if (job.worker === 0 && (step + 1) % 25 === 0) parentPort!.postMessage({ step: step + 1, loss });
}
