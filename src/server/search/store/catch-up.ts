import { setTimeout as sleep } from 'node:timers/promises';
import { catalogueRevision } from '#catalogue/find.ts';
import type { Db } from '#db/schema.ts';
import type { Building } from './build.ts';
import { changedPapers, countChanged, goneIds } from './changes.ts';
import { type Answering, type IndexStore, writing } from './handle.ts';
import { unlessStopped } from './hold.ts';
import type { Table } from './lance.ts';
import { upsert } from './layout.ts';
import { rowsOf } from './rows.ts';
import { tablesOf, type Written } from './written.ts';

/** Each commit leaves a file, and each follower opens those that are new to it. */
const MANY_FRAGMENTS = 64;
const FRAGMENTS_WHILE_BUSY = 400;
const STANDS_STILL_AFTER_MS = 1_500;
const LOOK_EVERY_MS = 100;
/** A follower holds a version for a second or two, and a slow one for no ten minutes. */
const OLD_VERSIONS_KEPT_MS = 600_000;

export interface CaughtUp {
  indexed: number;
  removed: number;
  watermark: number;
}

/**
 * Takes in what the catalogue has changed since the index's watermark, up to now. Every step may be done again without
 * harm, and the watermark is written last: killed anywhere, the next run does the rest.
 */
export async function catchUpOnce(
  store: IndexStore,
  db: Db,
  { papers, written }: Pick<Answering, 'papers' | 'written'>,
  { signal, onProgress }: Building,
): Promise<{ written: Written; indexed: number; removed: number }> {
  const upTo = await catalogueRevision(db);
  let [indexed, removed] = [0, 0];
  if (upTo <= written.watermark) return { written, indexed, removed };
  const span = { after: written.watermark, upTo };
  const total = onProgress ? await countChanged(db, span) : 0;
  const terms = await writing(store.terms(written.termsTable, written.terms));
  await writing(papers.checkoutLatest());
  for await (const gone of goneIds(db, span)) {
    await writing(
      upsert(
        papers,
        gone.map(({ id, revision }) => ({ id, revision, doc: null })),
      ),
    );
    removed += gone.length;
  }
  for await (const changed of changedPapers(db, span)) {
    signal.throwIfAborted();
    await writing(rowsOf(changed, terms).then((rows) => upsert(papers, rows)));
    indexed += changed.length;
    onProgress?.({ done: indexed, total, stage: 'papers' });
  }
  signal.throwIfAborted();
  const now = await writing(store.write({ ...written, terms: terms.dictionary.size, watermark: upTo }));
  return { written: now, indexed, removed };
}

/** Whether the catalogue goes beyond a revision, now or while one waits. */
async function moves(db: Db, watermark: number, forMs: number, signal: AbortSignal): Promise<boolean> {
  const end = Date.now() + forMs;
  while ((await catalogueRevision(db)) <= watermark) {
    if (Date.now() >= end) return false;
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
  return true;
}

const fragmentsOf = async (table: Table) => Number((await table.stats()).fragmentStats.numFragments);

/**
 * Joins the many small files that changes leave and takes old versions away, once the catalogue stands still; with very
 * many, at once.
 * @returns the line as it is then, and whether the catalogue has moved on meanwhile.
 */
export async function tidyUp(
  store: IndexStore,
  db: Db,
  written: Written,
  signal: AbortSignal,
): Promise<{ written: Written; moved: boolean }> {
  if (store.isService) return { written, moved: await moves(db, written.watermark, 0, signal) };
  const { connection } = await store.connect();
  const tables = await Promise.all(tablesOf(written).map((name) => writing(connection.openTable(name))));
  const counts = await writing(Promise.all(tables.map(fragmentsOf)));
  const fragments = Math.max(...counts);
  const isDue = Date.now() - store.tidiedAt > OLD_VERSIONS_KEPT_MS;
  if (fragments <= MANY_FRAGMENTS && !isDue) return { written, moved: await moves(db, written.watermark, 0, signal) };
  if (fragments <= FRAGMENTS_WHILE_BUSY && (await moves(db, written.watermark, STANDS_STILL_AFTER_MS, signal)))
    return { written, moved: true };
  store.tidiedAt = Date.now();
  const cleanupOlderThan = new Date(Date.now() - OLD_VERSIONS_KEPT_MS);
  for (const [i, table] of tables.entries()) {
    // A table that is joined lies there twice until its old versions go: only those that need it.
    if (counts[i]! > MANY_FRAGMENTS || isDue)
      await unlessStopped(signal, writing(table.optimize({ cleanupOlderThan })));
  }
  return { written: await writing(store.write(written)), moved: await moves(db, written.watermark, 0, signal) };
}
