import { isAbsolute } from 'node:path';
import type { EmbedderChoice } from '#floor/embedder-choice.ts';
import { Failure } from '#floor/failure.ts';
import type { Embedder } from './embedder.ts';

/** After a failure the chosen embedder is not tried again for so long: an endpoint that is down answers slowly. */
const REST_AFTER_FAILURE_MS = 30_000;

/** How embedders are opened; given from above, where the settings are known. */
export interface EmbedderOpener {
  /** The one of the settings. */
  choice: EmbedderChoice;
  open(choice: EmbedderChoice): Promise<Embedder>;
}

const BUILT_IN: EmbedderChoice = { kind: 'static' };

/** What made vectors, as a choice; undefined for a kind that this program does not know. */
function choiceOf({ kind, model }: { kind: string; model: string }): EmbedderChoice | undefined {
  if (kind === 'static') return BUILT_IN;
  if (kind === 'openai') return { kind, model };
  return kind === 'transformers' ? { kind, model, isFolder: isAbsolute(model) } : undefined;
}

/** The embedders of one process, each opened at its first use and kept. */
export class Embedders {
  readonly #opener: EmbedderOpener;
  readonly #open = new Map<string, { at: number; embedder: Promise<Embedder> }>();
  /** Why the chosen one could not be opened at the last try. */
  failure: Failure | undefined;

  constructor(opener: EmbedderOpener) {
    this.#opener = opener;
  }

  /** The built-in one, which is always there. */
  builtIn(): Promise<Embedder> {
    return this.#opened(BUILT_IN);
  }

  /** The one of the settings; undefined while it cannot be had, see {@link failure}. */
  async chosen(): Promise<Embedder | undefined> {
    try {
      const embedder = await this.#opened(this.#opener.choice);
      this.failure = undefined;
      return embedder;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.failure = error;
      return undefined;
    }
  }

  /** The one that made certain vectors; undefined where it cannot be had any more. */
  async of(made: { fingerprint: string; kind: string; model: string }): Promise<Embedder | undefined> {
    for (const choice of [this.#opener.choice, choiceOf(made)]) {
      if (choice?.kind !== made.kind) continue;
      const embedder = await this.#opened(choice).catch(() => undefined);
      if (embedder?.fingerprint === made.fingerprint) return embedder;
    }
    return undefined;
  }

  #opened(choice: EmbedderChoice): Promise<Embedder> {
    const name = JSON.stringify(choice);
    const known = this.#open.get(name);
    if (known && Date.now() - known.at < REST_AFTER_FAILURE_MS) return known.embedder;
    const fresh = { at: Date.now(), embedder: this.#opener.open(choice) };
    this.#open.set(name, fresh);
    fresh.embedder.then(
      // What is open stays open.
      () => (fresh.at = Number.POSITIVE_INFINITY),
      () => undefined,
    );
    return fresh.embedder;
  }

  async close(): Promise<void> {
    const open = [...this.#open.values()];
    this.#open.clear();
    for (const { embedder } of open) await embedder.then((one) => one.close()).catch(() => undefined);
  }
}
