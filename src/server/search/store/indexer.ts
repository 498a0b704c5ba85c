import { setTimeout as sleep } from 'node:timers/promises';
import { catalogueRevision } from '#catalogue/find.ts';
import type { Db } from '#db/schema.ts';
import { Failure } from '#floor/failure.ts';
import type { Embedder } from '../embed/embedder.ts';
import type { SearchIndex } from '../search-index.ts';
import { type Building, buildAnew, type Progress } from './build.ts';
import { type CaughtUp, catchUpOnce, tidyUp } from './catch-up.ts';
import { type Answering, briefly, IndexTrouble } from './handle.ts';
import { holdingIndex } from './hold.ts';
import { LAYOUT } from './layout.ts';
import { whatIsWrong } from './soundness.ts';
import { bringVectors, isDone } from './vectors.ts';
import type { Written } from './written.ts';

export interface IndexingOptions {
  /** Who asks for the lease, such as `host:pid`. */
  holder: string;
  /** Stops between two batches; the promise rejects with the signal's reason, and the next run does the rest. */
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
  /** Gets a sentence when the index had to be built anew, or when vectors could not be made, and why. */
  onMessage?: (sentence: string) => void;
}

export interface Done extends CaughtUp {
  outcome: 'done';
  rebuilt: boolean;
  /** Papers that got a vector. */
  embedded: number;
  /** Whether every paper has its vector of the chosen embedder; where not, a later run may get on with it. */
  isWhole: boolean;
}

/** What a run did; `busy` where another process is writing the index. */
export type IndexRun = Done | { outcome: 'busy'; holder: string | undefined };

/** The index as it answers now, or why it must be built anew. */
async function found(index: SearchIndex, db: Db): Promise<{ answering: Answering } | { wrong: string | undefined }> {
  let answering: Answering | undefined;
  try {
    answering = await index.store.answering();
  } catch (error) {
    return { wrong: `is damaged (${briefly(error)})` };
  }
  if (!answering) return { wrong: undefined };
  // Another process may have built it anew since.
  if (index.damage && [undefined, answering.written.table].includes(index.damage.table))
    return { wrong: `is damaged (${briefly(index.damage.error)})` };
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

/**
 * The embedders whose vectors are to be made: the one that answers, as long as another is to take its place, and the
 * chosen one. Where that cannot be had, the built-in one stands in, unless there are vectors of another already: those
 * took time or money, and are waited for.
 */
async function wantedEmbedders(
  index: SearchIndex,
  written: Written,
): Promise<{ embedder: Embedder; isChosen: boolean }[]> {
  const { vectors } = written;
  const chosen = await index.embedders.chosen();
  const builtIn = chosen ? undefined : await index.embedders.builtIn();
  const standsIn = builtIn && (!vectors || vectors.fingerprint === builtIn.fingerprint) ? builtIn : undefined;
  const wanted = chosen ?? standsIn;
  const answers =
    vectors && vectors.fingerprint !== wanted?.fingerprint ? await index.embedders.of(vectors) : undefined;
  return [
    ...(answers ? [{ embedder: answers, isChosen: false }] : []),
    ...(wanted ? [{ embedder: wanted, isChosen: true }] : []),
  ];
}

/** Brings words and vectors up to the catalogue until there is nothing more to do. */
async function follow(
  index: SearchIndex,
  db: Db,
  answering: Answering,
  options: IndexingOptions & Building,
): Promise<Omit<Done, 'outcome' | 'rebuilt'>> {
  const { store } = index;
  const { papers } = answering;
  let { written } = answering;
  let [indexed, removed, embedded, isWhole] = [0, 0, 0, true];
  const words = async (so: Written) => {
    const caught = await catchUpOnce(store, db, { papers, written: so }, options);
    indexed += caught.indexed;
    removed += caught.removed;
    return caught.written;
  };
  for (;;) {
    written = await words(written);
    isWhole = index.embedders.failure === undefined;
    let isBehind = false;
    for (const wanted of await wantedEmbedders(index, written)) {
      try {
        const brought = await bringVectors(store, db, { written, ...wanted, words }, options);
        written = brought.written;
        embedded += brought.embedded;
        // Words that were taken in meanwhile want vectors too.
        isBehind ||= !isDone(written, wanted.embedder, wanted.isChosen);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        // What was made until then is written down; the line may have moved on with it.
        written = (await store.answering())?.written ?? written;
        isWhole = false;
        options.onMessage?.(`Papers get no vectors for now: ${error.message}`);
      }
    }
    isWhole &&= index.embedders.failure === undefined;
    const tidied = await tidyUp(store, db, written, options.signal);
    written = tidied.written;
    if (!tidied.moved && !isBehind) return { indexed, removed, embedded, isWhole, watermark: written.watermark };
  }
}

async function build(index: SearchIndex, db: Db, options: IndexingOptions & Building): Promise<Done> {
  const indexed = await buildAnew(index.store, db, options);
  index.damage = undefined;
  index.isChecked = true;
  const after = await follow(index, db, (await index.store.answering())!, options);
  return { outcome: 'done', rebuilt: true, ...after, indexed: indexed + after.indexed };
}

/** Whether there is nothing to do: the usual case, in which no lease is asked for. */
async function isCurrent(index: SearchIndex, db: Db, { written }: Answering): Promise<boolean> {
  if (written.watermark !== (await catalogueRevision(db))) return false;
  const chosen = await index.embedders.chosen();
  const { vectors, next } = written;
  if (!vectors || vectors.watermark < written.watermark) return false;
  return chosen ? vectors.fingerprint === chosen.fingerprint && !next : true;
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
  if ('answering' in before && (await isCurrent(index, db, before.answering))) {
    const { watermark } = before.answering.written;
    const isWhole = index.embedders.failure === undefined;
    return { outcome: 'done', rebuilt: false, indexed: 0, removed: 0, embedded: 0, isWhole, watermark };
  }
  const run = await holdingIndex(db, options.holder, options.signal, async (signal): Promise<IndexRun> => {
    index.store.forget();
    const now = await found(index, db);
    let wrong = 'wrong' in now ? now.wrong : undefined;
    if ('answering' in now) {
      try {
        return { outcome: 'done', rebuilt: false, ...(await follow(index, db, now.answering, { ...options, signal })) };
      } catch (error) {
        if (!(error instanceof IndexTrouble)) throw error;
        wrong = `is damaged (${error.message})`;
      }
    }
    if (wrong) options.onMessage?.(`The search index ${wrong}. It is built anew from the catalogue.`);
    return build(index, db, { ...options, signal });
  });
  index.forget();
  return run.held ? run.value : { outcome: 'busy', holder: run.holder };
}

/** Builds the index anew, whatever state it is in. Questions are answered from the old one until the new one is there. */
export async function rebuildIndex(index: SearchIndex, db: Db, options: IndexingOptions): Promise<IndexRun> {
  const run = await holdingIndex(db, options.holder, options.signal, (signal) =>
    build(index, db, { ...options, signal }),
  );
  index.forget();
  return run.held ? run.value : { outcome: 'busy', holder: run.holder };
}

/**
 * Waits while another process brings the index to a revision of the catalogue.
 * @returns false when `timeoutMs` ran out first.
 */
export async function waitUntilIndexed(
  { store }: SearchIndex,
  db: Db,
  revision: number,
  timeoutMs: number,
): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    store.forget();
    const answering = await store.answering().catch(() => undefined);
    if (answering && answering.written.watermark >= Math.min(revision, await catalogueRevision(db))) return true;
    if (Date.now() >= end) return false;
    await sleep(200);
  }
}
