import { Worker } from 'node:worker_threads';
import { layoutOf } from './layout.ts';
import type { Job } from './learner.ts';
import type { Pool } from './pairs.ts';
import type { Recipe } from './recipe.ts';
import type { WorkerData } from './worker.ts';

export interface Progress {
  step: number;
  /** Cross entropy of the last batch, whole vectors. */
  loss: number;
}

/**
 * Trains vectors, row by row, starting from `initial`. The result depends on the arguments alone, not on `workers`.
 * @returns rows × last of `recipe.nested` numbers.
 */
export async function train(
  pool: Pool,
  initial: Float32Array,
  recipe: Recipe,
  workers: number,
  tell: (progress: Progress) => void = () => {},
): Promise<Float32Array> {
  const layout = layoutOf(initial.length / recipe.nested.at(-1)!, recipe);
  const memory = new WebAssembly.Memory({ initial: layout.pages, maximum: layout.pages, shared: true });
  new Float32Array(memory.buffer).set(initial, layout.vectors);
  const meeting = new SharedArrayBuffer(8);
  const run = (worker: number) =>
    new Promise<void>((resolve, reject) => {
      const job: Job = { worker, workers, memory, layout, recipe, pool };
      const thread = new Worker(new URL('./worker.ts', import.meta.url), {
        workerData: { job, meeting } satisfies WorkerData,
      });
      thread.on('message', tell);
      thread.on('error', reject);
      thread.on('exit', () => resolve());
    });
  await Promise.all(Array.from({ length: workers }, (_, worker) => run(worker)));
  return new Float32Array(memory.buffer).slice(layout.vectors, layout.vectors + initial.length);
}
