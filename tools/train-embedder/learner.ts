import { Contrast } from './contrast.ts';
import { type Kernels, openKernels } from './kernels/kernels.ts';
import type { Layout, Part } from './layout.ts';
import { Pairs, type Pool } from './pairs.ts';
import { mixedSeed, randomFrom } from './random.ts';
import type { Recipe } from './recipe.ts';

const [DECAY, TINY] = [0.999, 1e-8];

/** One of `workers` that train together; each draws some parts of a step, and moves some rows. */
export interface Job {
  worker: number;
  workers: number;
  memory: WebAssembly.Memory;
  layout: Layout;
  recipe: Recipe;
  pool: Pool;
}

/**
 * A step is two phases with a meeting after each: `draw` fills the parts of this worker, `move` adds up all parts'
 * gradients, in their order, for the rows of this worker. So the result does not depend on the number of workers.
 */
export class Learner {
  readonly #job: Job;
  readonly #kernels: Kernels;
  readonly #contrast: Contrast;
  readonly #pairs: Pairs;
  readonly #ids: Int32Array;
  readonly #weights: Float32Array;
  readonly #touched: Uint8Array;
  /** Room for the rows of one text that are this worker's. */
  readonly #mine: { ids: number; weights: number };

  constructor(job: Job) {
    this.#job = job;
    this.#kernels = openKernels(job.memory, job.layout.pages);
    this.#contrast = new Contrast(this.#kernels, job.memory, job.layout, job.recipe);
    this.#pairs = new Pairs(job.pool, job.recipe, job.layout.rows);
    this.#ids = new Int32Array(job.memory.buffer);
    this.#weights = new Float32Array(job.memory.buffer);
    this.#touched = new Uint8Array(job.layout.rows);
    this.#mine = job.layout.rooms[job.worker]!;
  }

  /** The mean loss of this worker's parts. */
  draw(step: number): number {
    const { worker, workers, layout } = this.#job;
    let [loss, count] = [0, 0];
    layout.parts.forEach((part, index) => {
      if (index % workers !== worker) return;
      this.#fill(part, randomFrom(mixedSeed(this.#job.recipe.seed, step, index)));
      loss += this.#contrast.run(part);
      count += 1;
    });
    return count === 0 ? Number.NaN : loss / count;
  }

  #fill(part: Part, random: () => number): void {
    const { batch } = this.#job.recipe;
    const { vectors, columns, textLine } = this.#job.layout;
    const papers = this.#pairs.draw(random);
    // Left and right sides come in turn; `#vectorOf` says where the vector of each lies.
    let next = 0;
    papers.forEach((paper, index) => {
      this.#pairs.pair(paper, random).forEach((side, which) => {
        this.#ids[part.starts + 2 * index + which] = next;
        this.#pairs.rows(side, random, (row, weight) => {
          this.#ids[part.ids + next] = row;
          this.#weights[part.weights + next] = weight;
          next += 1;
        });
      });
    });
    this.#ids[part.starts + 2 * batch] = next;
    this.#weights.fill(0, part.texts, part.texts + 2 * batch * textLine);
    for (let text = 0; text < 2 * batch; text += 1) {
      const [from, to] = [this.#ids[part.starts + text]!, this.#ids[part.starts + text + 1]!];
      const sum = part.texts + this.#vectorOf(text);
      const [ids, weights] = [part.ids + from, part.weights + from];
      this.#kernels.gather(sum * 4, vectors * 4, ids * 4, weights * 4, to - from, columns);
    }
  }

  /** Where the vector of a text lies among those of a part: `text` counts left, right, left, right. */
  #vectorOf(text: number): number {
    return ((text >> 1) + (text & 1) * this.#job.recipe.batch) * this.#job.layout.textLine;
  }

  move(step: number): void {
    for (const part of this.#job.layout.parts) this.#add(part);
    const { vectors, squares, gradients, columns } = this.#job.layout;
    const rate = this.#rate(step);
    this.#touched.forEach((touched, row) => {
      if (touched === 0) return;
      const at = row * columns;
      const [x, v, g] = [(vectors + at) * 4, (squares + at) * 4, (gradients + at) * 4];
      this.#kernels.rmsStep(x, v, g, columns, rate, DECAY, TINY);
    });
    this.#touched.fill(0);
  }

  #add(part: Part): void {
    const { worker, workers, layout, recipe } = this.#job;
    const { ids, weights } = this.#mine;
    for (let text = 0; text < 2 * recipe.batch; text += 1) {
      let count = 0;
      const end = this.#ids[part.starts + text + 1]!;
      for (let at = this.#ids[part.starts + text]!; at < end; at += 1) {
        const row = this.#ids[part.ids + at]!;
        if (row % workers !== worker) continue;
        this.#touched[row] = 1;
        this.#ids[ids + count] = row;
        this.#weights[weights + count] = this.#weights[part.weights + at]!;
        count += 1;
      }
      const source = part.gradients + this.#vectorOf(text);
      this.#kernels.scatter(layout.gradients * 4, ids * 4, weights * 4, count, source * 4, layout.columns);
    }
  }

  /** The rate at a step, with the correction for squares that start at zero. */
  #rate(step: number): number {
    const { rate, steps } = this.#job.recipe;
    const warm = Math.min(1, (step + 1) / (steps / 50));
    const falling = 1 - 0.95 * (step / steps);
    return rate * warm * falling * Math.sqrt(1 - DECAY ** (step + 1));
  }
}
