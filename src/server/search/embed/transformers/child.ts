/**
 * The process that computes, started by `runner.ts`. A process and not a thread: the runtime computes on the thread that
 * asks, so that pages would wait; what it takes of memory and what breaks in it stays apart from the site; and the
 * system may let pages go first.
 */
import type { FromChild, Loaded, ToChild } from './messages.ts';
import { loadModel, type Model } from './model.ts';
import { slicesOf } from './slices.ts';

/**
 * Tokens of one run: a question waits for no more than the run under way. Four papers take 0.4 s on two cores with 12 layers
 * of 384 numbers, the size of bge-small.
 */
const SLICE = { cpu: 1_024, cuda: 16_384 };

interface Job {
  id: number;
  urgent: boolean;
  tokens: number[][];
  slices: number[][];
  vectors: Float32Array;
}

const say = (message: FromChild) => process.send?.(message);
const jobs: Job[] = [];
let model: Model | undefined;
let busy = false;

async function load(loading: Parameters<typeof loadModel>[0]): Promise<void> {
  try {
    model = await loadModel(loading);
    const { dimensions, device, note } = model;
    const loaded: Loaded = { dimensions, device, ...(note && { note }) };
    say({ kind: 'loaded', loaded });
  } catch (error) {
    say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

function embed(id: number, texts: string[], urgent: boolean): void {
  if (!model) return void say({ kind: 'failed', id, message: 'no model is loaded' });
  const tokens = texts.map(model.tokensOf);
  const slices = slicesOf(
    tokens.map((row) => row.length),
    SLICE[model.device],
  );
  jobs.push({ id, urgent, tokens, slices, vectors: new Float32Array(texts.length * model.dimensions) });
  if (!busy) void work(model);
}

/** One slice at a time, of the job that is most urgent now; between slices messages come in. */
async function work({ vectorsOf, dimensions }: Model): Promise<void> {
  busy = true;
  for (let job = jobs[0]; job; job = jobs.find(({ urgent }) => urgent) ?? jobs[0]) {
    try {
      const slice = job.slices.pop() ?? [];
      const found = slice.length > 0 ? await vectorsOf(slice.map((place) => job!.tokens[place]!)) : [];
      for (const [row, place] of slice.entries()) job.vectors.set(found[row]!, place * dimensions);
      if (job.slices.length === 0) finish(job, { kind: 'embedded', id: job.id, vectors: job.vectors });
    } catch (error) {
      finish(job, { kind: 'failed', id: job.id, message: error instanceof Error ? error.message : String(error) });
    }
    await new Promise(setImmediate);
  }
  busy = false;
}

function finish(job: Job, message: FromChild): void {
  forget(job.id);
  say(message);
}

function forget(id: number): void {
  const at = jobs.findIndex((job) => job.id === id);
  if (at >= 0) jobs.splice(at, 1);
}

process.on('message', (message: ToChild) => {
  if (message.kind === 'load') void load(message.loading);
  else if (message.kind === 'embed') embed(message.id, message.texts, message.urgent);
  else forget(message.id);
});
// Ctrl+C reaches this process as well; the one that asks ends it once its work is put away.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('disconnect', () => process.exit(0));
