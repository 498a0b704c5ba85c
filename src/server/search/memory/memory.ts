import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Failure, type FailureKind } from '#floor/failure.ts';
import { briefly, indexMissing, SEEN_WITHIN_MS } from '../store/handle.ts';
import { type Asks, Follower, type MemoryState } from './follower.ts';
import { oneATurn } from './one-a-turn.ts';

type Method = keyof Asks;
type Returned<M extends Method> = ReturnType<Asks[M]>;

/** What goes to the other thread and comes back. */
export interface Call {
  number: number;
  /** `refresh` takes in what is new, and returns how far that came. */
  method: Method | 'refresh';
  parameters: unknown[];
}
/**
 * `end` lets the thread finish what it is at. Taken down from outside while LanceDB works for it, it took the whole
 * process down with a SIGSEGV, once in eight runs of `memory.test.ts`.
 */
export type ToThread = Call | 'end';
export type Reply = { number: number; table: string | undefined } & (
  | { value: unknown }
  | { failure: { kind: FailureKind; message: string; next: string | undefined } }
  | { error: string }
);

interface Waiting {
  resolve: (reply: Reply) => void;
  reject: (error: unknown) => void;
}

/** Where calls are answered. */
interface Place {
  call(method: Call['method'], parameters: unknown[]): Promise<Reply>;
  close(): Promise<void>;
}

/** Carries out one call. */
export async function answerCall(follower: Follower, { number, method, parameters }: Call): Promise<Reply> {
  const about = () => ({ number, table: follower.table });
  try {
    if (method === 'refresh') {
      await follower.refresh();
      return { ...about(), value: follower.state() };
    }
    // A thread that took the place of one that ended has nothing in memory yet.
    if (!follower.isLoaded) await follower.refresh();
    const value = (follower[method] as (...all: unknown[]) => unknown)(...parameters);
    return { ...about(), value };
  } catch (error) {
    if (error instanceof Failure) {
      const { kind, message, next } = error;
      return { ...about(), failure: { kind, message, next } };
    }
    return { ...about(), error: briefly(error) };
  }
}

/** In this thread: for commands, which ask once and end. */
function here(uri: string): Place {
  const follower = new Follower(uri);
  return {
    call: (method, parameters) => answerCall(follower, { number: 0, method, parameters }),
    close: () => follower.close(),
  };
}

const THREAD = join(import.meta.dirname, 'thread.ts');

/**
 * In a thread of its own, so that no question keeps a server's other requests waiting.
 * @param onEnd called when the thread has ended, of itself or because it was closed.
 */
function beside(uri: string, onEnd: () => void): Place {
  const waiting = new Map<number, Waiting>();
  const handOut = oneATurn();
  let calls = 0;
  let isEnding = false;
  const worker = new Worker(THREAD, { workerData: { uri } });
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => resolve());
  });
  worker.unref();
  worker.on('message', (reply: Reply) => {
    const asked = waiting.get(reply.number);
    waiting.delete(reply.number);
    // While it is waited for it keeps the process alive: an answer that comes now would let the process end midway.
    if (waiting.size === 0 && !isEnding) worker.unref();
    if (asked) handOut(() => asked.resolve(reply));
  });
  let why = '';
  worker.on('error', (error) => {
    why = ` (${briefly(error)})`;
  });
  worker.on('exit', () => {
    onEnd();
    const gone = new Failure(
      'SourceUnavailable',
      `The thread that holds the search index has ended${why}.`,
      'Ask again: it starts anew with the next question.',
    );
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  });
  return {
    call: (method, parameters) =>
      new Promise((resolve, reject) => {
        const number = ++calls;
        waiting.set(number, { resolve, reject });
        worker.ref();
        worker.postMessage({ number, method, parameters } satisfies ToThread);
      }),
    close: () => {
      isEnding = true;
      worker.ref();
      worker.postMessage('end' satisfies ToThread);
      return ended;
    },
  };
}

/** Reads an index: what is asked is answered from memory, which follows what the writer adds. */
export class IndexMemory {
  readonly #uri: string;
  readonly #isBeside: boolean;
  #place: Place | undefined;
  #refreshedAt = Number.NEGATIVE_INFINITY;
  #refreshing: Promise<MemoryState> | undefined;
  #state: MemoryState | undefined;
  #polling: NodeJS.Timeout | undefined;
  /** Gets what went wrong, and in which table: while it answers, the indexer builds the index anew. */
  onTrouble: (trouble: { table: string | undefined; error?: unknown }) => void = () => {};

  /** @param isBeside whether it works in a thread of its own; where its file is not at hand, it works here. */
  constructor(uri: string, isBeside: boolean) {
    this.#uri = uri;
    this.#isBeside = isBeside && existsSync(THREAD);
  }

  /**
   * How far what is in memory has come. The first call waits until the index is there; later ones tell what is there
   * now, which is at most a second or two behind.
   * @throws Failure `SourceUnavailable` where the index is absent, of another layout or damaged.
   */
  async current(): Promise<MemoryState> {
    this.#open();
    // Memory that polls is fresh enough; one that does not looks before it answers.
    const isFresh = Date.now() - this.#refreshedAt <= SEEN_WITHIN_MS * (this.#polling ? 3 : 1);
    return isFresh && this.#state ? this.#state : this.#refresh();
  }

  /** Asks. @throws as {@link current}. */
  async ask<M extends Method>(method: M, ...parameters: Parameters<Asks[M]>): Promise<Returned<M>> {
    await this.current();
    return this.#value(await this.#open().call(method, parameters)) as Returned<M>;
  }

  /** Makes the next question look at the index afresh. */
  forget(): void {
    this.#refreshedAt = Number.NEGATIVE_INFINITY;
  }

  #open(): Place {
    if (this.#place) return this.#place;
    if (!this.#isBeside) {
      this.#place = here(this.#uri);
      return this.#place;
    }
    const place = beside(this.#uri, () => {
      if (this.#place === place) this.#leave();
    });
    this.#place = place;
    if (!this.#polling) {
      this.#polling = setInterval(() => this.#refresh().catch(() => undefined), SEEN_WITHIN_MS);
      this.#polling.unref();
    }
    return place;
  }

  /** Forgets the place, and all that it had in memory. */
  #leave(): void {
    this.#place = undefined;
    this.#state = undefined;
    this.#refreshedAt = Number.NEGATIVE_INFINITY;
  }

  #refresh(): Promise<MemoryState> {
    this.#refreshing ??= (async () => {
      try {
        const state = this.#value(await this.#open().call('refresh', [])) as MemoryState;
        this.#refreshedAt = Date.now();
        this.#state = state;
        return state;
      } finally {
        this.#refreshing = undefined;
      }
    })();
    return this.#refreshing;
  }

  #value(reply: Reply): unknown {
    if ('value' in reply) return reply.value;
    if ('failure' in reply) {
      const { kind, message, next } = reply.failure;
      if (kind === 'SourceUnavailable') this.onTrouble({ table: reply.table });
      throw new Failure(kind, message, next);
    }
    this.onTrouble({ table: reply.table, error: reply.error });
    throw indexMissing(`is damaged (${reply.error})`);
  }

  async close(): Promise<void> {
    clearInterval(this.#polling);
    this.#polling = undefined;
    const place = this.#place;
    this.#leave();
    await place?.close();
  }
}
