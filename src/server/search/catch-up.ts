import { setTimeout as sleep } from 'node:timers/promises';
import { catalogueRevision } from '#catalogue/find.ts';
import type { Db } from '#db/schema.ts';
import type { Progress } from './build.ts';
import { changedPapers, countChanged, goneIds } from './changes.ts';
import { type Answering, type SearchIndex, writing } from './handle.ts';
import { unlessStopped } from './hold.ts';
import type { Table } from './lance.ts';
import { type PaperDocument, WORD_INDEXES } from './layout.ts';

/**
 * Papers outside the word index are found too, by reading them: 35 µs each and question. Taking them in merges the
 * whole word index: 3 to 5 s of one core on 118,620 papers. So: not before there are many, and not in an import's midst.
 */
const UNREAD_PAPERS = 1_000;
const UNREAD_PART_WHILE_BUSY = 0.25;
/** Each commit leaves a file, and each question opens them all. */
const MANY_FRAGMENTS = 64;
const STANDS_STILL_AFTER_MS = 1_500;
const LOOK_EVERY_MS = 100;
/** A reader holds a version for a second or two, and a slow one for no ten minutes. */
const OLD_VERSIONS_KEPT_MS = 600_000;

/** An id inside a filter of LanceDB's, whose only special character in text is the quotation mark. */
export const quotedId = (id: string) => `'${id.replaceAll("'", "''")}'`;

async function remove(papers: Table, ids: string[]): Promise<void> {
  await papers.delete(`id IN (${ids.map(quotedId).join(', ')})`);
}

async function upsert(papers: Table, documents: PaperDocument[]): Promise<void> {
  await papers.mergeInsert('id').whenMatchedUpdateAll().whenNotMatchedInsertAll().execute(documents);
}

/** Whether the table should be tidied up: at a quiet time, or at once. */
async function needsTidying(papers: Table): Promise<'no' | 'when quiet' | 'now'> {
  const rows = await papers.countRows();
  const indexes = await papers.listIndices();
  const unread = Math.max(
    ...indexes.filter(({ name }) => WORD_INDEXES.includes(name)).map((index) => Number(index.numUnindexedRows ?? 0)),
  );
  if (unread > Math.max(UNREAD_PAPERS * 5, rows * UNREAD_PART_WHILE_BUSY)) return 'now';
  const { fragmentStats } = await papers.stats();
  return unread > UNREAD_PAPERS || Number(fragmentStats.numFragments) > MANY_FRAGMENTS ? 'when quiet' : 'no';
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

export interface CaughtUp {
  indexed: number;
  removed: number;
  watermark: number;
}

/**
 * Takes in what the catalogue has changed since the index's watermark, until there is nothing more. Every step may be
 * done again without harm, and the watermark is written last: killed anywhere, the next run does the rest.
 */
export async function catchUp(
  index: SearchIndex,
  db: Db,
  { papers, written: before }: Answering,
  { signal, onProgress }: { signal: AbortSignal; onProgress?: ((progress: Progress) => void) | undefined },
): Promise<CaughtUp> {
  let written = before;
  let indexed = 0;
  let removed = 0;
  await writing(papers.checkoutLatest());
  for (;;) {
    signal.throwIfAborted();
    const upTo = await catalogueRevision(db);
    if (upTo > written.watermark) {
      const span = { after: written.watermark, upTo };
      const total = indexed + (onProgress ? await countChanged(db, span) : 0);
      for await (const ids of goneIds(db, span)) {
        await writing(remove(papers, ids));
        removed += ids.length;
      }
      for await (const documents of changedPapers(db, span)) {
        signal.throwIfAborted();
        await writing(upsert(papers, documents));
        indexed += documents.length;
        onProgress?.({ done: indexed, total });
      }
      signal.throwIfAborted();
      written = await writing(index.write(papers, { ...written, watermark: upTo }));
    }
    const tidying = await writing(needsTidying(papers));
    const hasMore = await moves(db, written.watermark, tidying === 'when quiet' ? STANDS_STILL_AFTER_MS : 0, signal);
    if (tidying === 'now' || (tidying === 'when quiet' && !hasMore)) {
      const cleanupOlderThan = new Date(Date.now() - OLD_VERSIONS_KEPT_MS);
      await unlessStopped(signal, writing(papers.optimize({ cleanupOlderThan })));
      written = await writing(index.write(papers, written));
    }
    if (!hasMore) return { indexed, removed, watermark: written.watermark };
  }
}
