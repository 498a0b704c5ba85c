import { type ChildProcess, fork } from 'node:child_process';
import { setPriority } from 'node:os';
import type { FromChild, Loaded, Loading, ToChild } from './messages.ts';
import { childFile } from './place.ts';

/** A loaded model in a process of its own. */
export interface Runner extends Loaded {
  /** Whether its process still runs. */
  readonly alive: boolean;
  /**
   * @returns `texts.length` vectors of unit length.
   * @throws Error in the runtime's words, or one that says that the process ended; the signal's reason.
   */
  embed(texts: readonly string[], urgent: boolean, signal?: AbortSignal): Promise<Float32Array>;
  close(): Promise<void>;
}

interface Waiting {
  resolve(vectors: Float32Array): void;
  reject(error: unknown): void;
}

/** Below everything that answers readers. */
const NICENESS = 10;

/**
 * Starts the process and has it load the model.
 * @throws Error in the runtime's words where the model cannot be loaded; the signal's reason.
 */
export async function startRunner(loading: Loading, signal?: AbortSignal): Promise<Runner> {
  const child = fork(childFile(), {
    serialization: 'advanced',
    // Warnings of the runtime on stdout and stderr are no words for people; what goes wrong comes as a message.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const waiting = new Map<number, Waiting>();
  const gone = new Promise<Error>((resolve) => {
    child.once('error', resolve);
    child.once('exit', (code, name) => resolve(new Error(`its process ended (${name ?? `exit code ${code}`})`)));
  });
  let alive = true;
  void gone.then((error) => {
    alive = false;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  const close = async () => {
    if (!alive) return;
    if (child.connected) child.disconnect();
    // A run under way cannot be told to stop, and nothing of it is kept.
    child.kill('SIGKILL');
    await gone;
  };
  let loaded: Loaded;
  try {
    lowerPriority(child);
    loaded = await load(child, loading, gone, signal);
  } catch (error) {
    await close();
    throw error;
  }
  child.on('message', (message: FromChild) => {
    if (message.kind === 'loaded' || message.id === undefined) return;
    const one = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'embedded') one?.resolve(message.vectors);
    else one?.reject(new Error(message.message));
  });

  let last = 0;
  async function embed(texts: readonly string[], urgent: boolean, signal?: AbortSignal): Promise<Float32Array> {
    signal?.throwIfAborted();
    if (!alive) throw await gone;
    const id = ++last;
    const vectors = new Promise<Float32Array>((resolve, reject) => waiting.set(id, { resolve, reject }));
    const stop = () => {
      waiting.get(id)?.reject(signal?.reason);
      waiting.delete(id);
      if (child.connected) tell(child, { kind: 'forget', id });
    };
    signal?.addEventListener('abort', stop, { once: true });
    tell(child, { kind: 'embed', id, texts: [...texts], urgent });
    return await vectors.finally(() => signal?.removeEventListener('abort', stop));
  }

  return {
    ...loaded,
    get alive() {
      return alive;
    },
    embed,
    close,
  };
}

/** A message to a process that is just ending is lost; its end is noticed by itself. */
const tell = (child: ChildProcess, message: ToChild) => child.send(message, () => {});

function lowerPriority({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, NICENESS);
  } catch {
    // Some systems forbid it; the work goes on with the priority that it has.
  }
}

async function load(
  child: ChildProcess,
  loading: Loading,
  gone: Promise<Error>,
  signal?: AbortSignal,
): Promise<Loaded> {
  signal?.throwIfAborted();
  let stop = () => {};
  const answer = new Promise<Loaded>((resolve, reject) => {
    child.once('message', (message: FromChild) => {
      if (message.kind === 'loaded') resolve(message.loaded);
      else if (message.kind === 'failed') reject(new Error(message.message));
    });
    void gone.then(reject);
    stop = () => reject(signal?.reason);
    signal?.addEventListener('abort', stop, { once: true });
  });
  tell(child, { kind: 'load', loading });
  return await answer.finally(() => signal?.removeEventListener('abort', stop));
}
