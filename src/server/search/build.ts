import type { Db } from '#db/schema.ts';
import { catalogueNow, changedPapers, countChanged } from './changes.ts';
import { type SearchIndex, STATE } from './handle.ts';
import { unlessStopped } from './hold.ts';
import { createIndexes, createPapers, LAYOUT } from './layout.ts';

export interface Progress {
  /** Papers taken in by this run so far, and how many it set out to. */
  done: number;
  total: number;
}

const PAPERS = 'papers_';

/**
 * Builds a new table of all papers beside the one that answers, then turns over to it: questions go on meanwhile.
 * Killed before that, it leaves a table that nobody reads, which the next build takes away.
 * @returns how many papers it took in.
 */
export async function buildAnew(
  index: SearchIndex,
  db: Db,
  { signal, onProgress }: { signal: AbortSignal; onProgress?: ((progress: Progress) => void) | undefined },
): Promise<number> {
  const { lance, connection } = await index.connect();
  index.forget();
  const answering = await index.answering().catch(() => undefined);
  // Where nothing answers, all that is there is rubbish, the line that should say what answers included.
  const kept = answering ? [STATE, answering.written.table] : [];
  for (const name of await connection.tableNames()) if (!kept.includes(name)) await connection.dropTable(name);
  index.forget();

  const { name: catalogue, revision: watermark } = await catalogueNow(db);
  const all = { after: -1, upTo: watermark };
  const total = onProgress ? await countChanged(db, all) : 0;
  const papers = await createPapers(connection, PAPERS + Date.now().toString(36));
  let indexed = 0;
  for await (const documents of changedPapers(db, all)) {
    signal.throwIfAborted();
    await papers.add(documents);
    indexed += documents.length;
    onProgress?.({ done: indexed, total });
  }
  // One fragment instead of one a batch; nobody reads the others, so they go at once.
  await unlessStopped(signal, papers.optimize({ cleanupOlderThan: new Date() }));
  await unlessStopped(signal, createIndexes(papers, lance));
  signal.throwIfAborted();

  await index.write(papers, { watermark, layout: LAYOUT, catalogue, files: {} });
  index.damage = undefined;
  index.forget();
  if (answering) await connection.dropTable(answering.written.table);
  return indexed;
}
