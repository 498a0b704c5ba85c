import { setTimeout as sleep } from 'node:timers/promises';
import { catalogueRevision } from '#catalogue/find.ts';
import type { Db } from '#db/schema.ts';
import { buildAnew, type Progress } from './build.ts';
import { type CaughtUp, catchUp } from './catch-up.ts';
import { type Answering, briefly, IndexTrouble, type SearchIndex } from './handle.ts';
import { holdingIndex } from './hold.ts';
import { LAYOUT } from './layout.ts';
import { whatIsWrong } from './soundness.ts';

export interface IndexingOptions {
  /** Who asks for the lease, such as `host:pid`. */
  holder: string;
  /** Stops between two batches; the promise rejects with the signal's reason, and the next run does the rest. */
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
  /** Gets a sentence when the index had to be built anew, and why. */
  onMessage?: (sentence: string) => void;
}

/** What a run did; `busy` where another process is writing the index. */
export type IndexRun =
  | ({ outcome: 'done'; rebuilt: boolean } & CaughtUp)
  | { outcome: 'busy'; holder: string | undefined };

/** The index as it answers now, or why it must be built anew. */
async function found(index: SearchIndex, db: Db): Promise<{ answering: Answering } | { wrong: string | undefined }> {
  let answering: Answering | undefined;
  try {
    answering = await index.answering();
  } catch (error) {
    return { wrong: `is damaged (${briefly(error)})` };
  }
  if (!answering) return { wrong: undefined };
  // Another process may have built it anew since.
  if (index.damage?.table === answering.written.table) return { wrong: `is damaged (${briefly(index.damage.error)})` };
  index.damage = undefined;
  if (!index.isChecked || answering.written.layout !== LAYOUT) {
    const wrong = await whatIsWrong(index.uri, answering, db);
    if (wrong) return { wrong };
    index.isChecked = true;
  }
  return answering.written.watermark > (await catalogueRevision(db))
    ? { wrong: 'belongs to a later state of the catalogue' }
    : { answering };
}

async function build(
  index: SearchIndex,
  db: Db,
  options: IndexingOptions,
  signal: AbortSignal,
): Promise<IndexRun & { outcome: 'done' }> {
  const indexed = await buildAnew(index, db, { signal, onProgress: options.onProgress });
  index.isChecked = true;
  const answering = (await index.answering())!;
  const after = await catchUp(index, db, answering, { signal });
  return { outcome: 'done', rebuilt: true, ...after, indexed: indexed + after.indexed };
}

/**
 * Makes the index say what the catalogue says: takes in what has changed, or builds it anew where there is none or
 * where it is damaged. Any number of processes may call it at any time; one of them works.
 */
export async function bringIndexUpToDate(index: SearchIndex, db: Db, options: IndexingOptions): Promise<IndexRun> {
  const run = await bring(index, db, options);
  if (run.outcome === 'done') index.isOff = false;
  return run;
}

async function bring(index: SearchIndex, db: Db, options: IndexingOptions): Promise<IndexRun> {
  const before = await found(index, db);
  if ('answering' in before && before.answering.written.watermark === (await catalogueRevision(db))) {
    return { outcome: 'done', rebuilt: false, indexed: 0, removed: 0, watermark: before.answering.written.watermark };
  }
  const run = await holdingIndex(db, options.holder, options.signal, async (signal): Promise<IndexRun> => {
    index.forget();
    const now = await found(index, db);
    let wrong = 'wrong' in now ? now.wrong : undefined;
    if ('answering' in now) {
      const { onProgress } = options;
      try {
        return {
          outcome: 'done',
          rebuilt: false,
          ...(await catchUp(index, db, now.answering, { signal, onProgress })),
        };
      } catch (error) {
        if (!(error instanceof IndexTrouble)) throw error;
        wrong = `is damaged (${error.message})`;
      }
    }
    if (wrong) options.onMessage?.(`The search index ${wrong}. It is built anew from the catalogue.`);
    return build(index, db, options, signal);
  });
  return run.held ? run.value : { outcome: 'busy', holder: run.holder };
}

/** Builds the index anew, whatever state it is in. Questions are answered from the old one until the new one is there. */
export async function rebuildIndex(index: SearchIndex, db: Db, options: IndexingOptions): Promise<IndexRun> {
  const run = await holdingIndex(db, options.holder, options.signal, (signal) => build(index, db, options, signal));
  return run.held ? run.value : { outcome: 'busy', holder: run.holder };
}

/**
 * Waits while another process brings the index to a revision of the catalogue.
 * @returns false when `timeoutMs` ran out first.
 */
export async function waitUntilIndexed(
  index: SearchIndex,
  db: Db,
  revision: number,
  timeoutMs: number,
): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    index.forget();
    const answering = await index.answering().catch(() => undefined);
    if (answering && answering.written.watermark >= Math.min(revision, await catalogueRevision(db))) return true;
    if (Date.now() >= end) return false;
    await sleep(200);
  }
}
