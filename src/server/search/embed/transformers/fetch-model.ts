import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { Failure } from '#floor/failure.ts';
import { BESIDE, HELPFUL, lookAt, NEEDED, pathOf, placing, WEIGHTS } from './model-files.ts';

/** Where models are published under names. */
const HUB = 'https://huggingface.co';

export interface Fetching {
  hub?: string;
  /** For the first byte of an answer, and between two parts of a file; milliseconds. */
  patience?: number;
  say?: ((line: string) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Fetches those of a model's files that are missing from a folder. A file stands under its name only once it is whole,
 * so an interrupted fetch goes on with the file that it was at.
 * @throws Failure `SourceUnavailable` that says which files to place where; the signal's reason.
 */
export async function fetchModel(model: string, folder: string, options: Fetching = {}): Promise<void> {
  const { hub = HUB, say = () => {}, signal } = options;
  const { weights, missing } = lookAt(folder);
  const fetchTo = (path: string) =>
    fetchFile(`${hub}/${model}/resolve/main/${path}`, join(folder, path), options).catch((error: unknown) => {
      signal?.throwIfAborted();
      const why = `${new URL(hub).host} ${error instanceof Answered ? error.message : `is out of reach (${causeOf(error)})`}`;
      throw absent(model, folder, why);
    });
  for (const path of missing.filter((one) => NEEDED.includes(one))) {
    if (!(await fetchTo(path))) throw absent(model, folder, `${new URL(hub).host} has no ${path} under that name`);
  }
  // Weights come last: where they stand, what the model says of itself was fetched before, or was left out by hand.
  if (weights) return;
  for (const path of HELPFUL) if (!existsSync(join(folder, path))) await fetchTo(path);
  say(`Fetching the weights of ${model} from ${new URL(hub).host} into ${folder}.`);
  for (const one of WEIGHTS) {
    // What lies beside the weights comes first: where they stand, all is there.
    await fetchTo(pathOf(one) + BESIDE);
    if (await fetchTo(pathOf(one))) return;
  }
  throw absent(
    model,
    folder,
    `${new URL(hub).host} has it without weights in ONNX’s format (onnx-community and Xenova publish conversions)`,
  );
}

export function absent(model: string, folder: string, why: string): Failure {
  return new Failure(
    'SourceUnavailable',
    `The embedding model ${model} is not there: ${why}.`,
    `${placing(folder)} Or use the built-in one: OFFPRINT_EMBEDDER=static.`,
  );
}

/** A status that is neither the file nor its absence. */
class Answered extends Error {}

/** @returns false where there is no such file. */
async function fetchFile(url: string, file: string, { patience = 10_000, signal }: Fetching): Promise<boolean> {
  const stalled = new AbortController();
  const timer = setTimeout(() => stalled.abort(new Error('no answer in time')), patience);
  try {
    const either = signal ? AbortSignal.any([signal, stalled.signal]) : stalled.signal;
    const answer = await fetch(url, { signal: either });
    if (answer.status === 404) {
      await answer.body?.cancel();
      return false;
    }
    if (answer.status === 401 || answer.status === 403)
      throw new Answered('has no such model, or gives it to some people only');
    if (!answer.ok || !answer.body) throw new Answered(`answered ${answer.status}`);
    await mkdir(dirname(file), { recursive: true });
    const part = `${file}.${process.pid}.part`;
    const alive = new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, out) {
        timer.refresh();
        out.enqueue(bytes);
      },
    });
    try {
      const bytes = answer.body.pipeThrough(alive) as ReadableStream<Uint8Array>;
      await pipeline(Readable.fromWeb(bytes), createWriteStream(part), { signal: either });
      await rename(part, file);
    } finally {
      await rm(part, { force: true });
    }
    return true;
  } finally {
    clearTimeout(timer);
  }
}

/** The innermost reason, which fetch wraps once or twice. */
function causeOf(error: unknown): string {
  const { code, cause, message } = error as { code?: unknown; cause?: unknown; message?: string };
  if (typeof code === 'string' && code !== 'ABORT_ERR') return code;
  return cause ? causeOf(cause) : (message ?? String(error));
}
