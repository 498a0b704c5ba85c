import type { Db } from '#db/schema.ts';
import { catalogueNow, changedPapers, countChanged } from './changes.ts';
import { type Answering, type IndexStore, STATE } from './handle.ts';
import { LAYOUT, type PaperRow, tableFor } from './layout.ts';
import { rowsOf } from './rows.ts';
import { wrongTable } from './soundness.ts';
import { tablesOf, type Written, type WrittenVectors } from './written.ts';

export interface Progress {
  /** Papers taken in by this run so far, and how many it set out to. */
  done: number;
  total: number;
  /** What is being done: taking in papers, or making vectors of them. */
  stage: 'papers' | 'vectors';
}

export interface Building {
  signal: AbortSignal;
  onProgress?: ((progress: Progress) => void) | undefined;
}

const PAPERS = 'papers_';
const TERMS = 'terms_';
/** Some 12 MB: a dozen files for 120,000 papers, which need no joining. */
const ROWS_A_FILE = 10_000;

/** Vectors that are as they were written: they cost the most to make, and do not depend on how papers are indexed. */
async function soundVectors(uri: string, answering: Answering, catalogue: string): Promise<Partial<Written>> {
  const { layout, catalogue: known, vectors, next } = answering.written;
  if (layout !== LAYOUT || known !== catalogue) return {};
  const isSound = async ({ table }: WrittenVectors) =>
    (await wrongTable(uri, answering, table).catch(() => 'cannot be opened')) === undefined;
  return {
    ...(vectors && (await isSound(vectors)) && { vectors }),
    ...(next && (await isSound(next)) && { next }),
  };
}

/**
 * Builds new tables of papers and terms beside those that answer, then turns over to them: questions go on meanwhile.
 * Killed before that, it leaves tables that nobody reads, which the next build takes away.
 * @returns how many papers it took in.
 */
export async function buildAnew(store: IndexStore, db: Db, { signal, onProgress }: Building): Promise<number> {
  const { connection } = await store.connect();
  store.forget();
  const answering = await store.answering().catch(() => undefined);
  const { name: catalogue, revision: watermark } = await catalogueNow(db);
  const vectors = answering ? await soundVectors(store.uri, answering, catalogue) : {};
  // Where nothing answers, all that is there is rubbish, the line that should say what answers included.
  const kept = answering ? [STATE, ...tablesOf(answering.written)] : [];
  for (const name of await connection.tableNames()) if (!kept.includes(name)) await connection.dropTable(name);
  store.forget();

  const all = { after: -1, upTo: watermark };
  const total = onProgress ? await countChanged(db, all) : 0;
  const suffix = Date.now().toString(36);
  const papers = await tableFor(connection, PAPERS + suffix, 'papers');
  await tableFor(connection, TERMS + suffix, 'terms');
  const terms = await store.terms(TERMS + suffix);
  let indexed = 0;
  let rows: PaperRow[] = [];
  const add = async () => {
    if (rows.length > 0) await papers.add(rows);
    rows = [];
  };
  for await (const changed of changedPapers(db, all)) {
    signal.throwIfAborted();
    rows.push(...(await rowsOf(changed, terms)));
    if (rows.length >= ROWS_A_FILE) await add();
    indexed += changed.length;
    onProgress?.({ done: indexed, total, stage: 'papers' });
  }
  await add();
  signal.throwIfAborted();

  const written = await store.write({
    table: PAPERS + suffix,
    termsTable: TERMS + suffix,
    terms: terms.dictionary.size,
    watermark,
    layout: LAYOUT,
    catalogue,
    files: {},
    ...vectors,
  });
  store.forget();
  const used = tablesOf(written);
  for (const name of answering ? tablesOf(answering.written) : []) {
    if (!used.includes(name)) await connection.dropTable(name);
  }
  return indexed;
}
