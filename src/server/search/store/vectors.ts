import { crc32 } from 'node:zlib';
import { catalogueRevision } from '#catalogue/find.ts';
import type { Db } from '#db/schema.ts';
import type { Embedder } from '../embed/embedder.ts';
import { quantised } from '../engine/dense/quantised.ts';
import type { Building } from './build.ts';
import { type ChangedPaper, changedPapers, countChanged, goneIds } from './changes.ts';
import { type IndexStore, writing } from './handle.ts';
import type { Table } from './lance.ts';
import { tableFor, upsert, type VectorRow } from './layout.ts';
import { slices } from './rows.ts';
import { tablesOf, type Written, type WrittenVectors } from './written.ts';

/** Papers given to an embedder at a time: of the built-in one some 10 ms, and between two the event loop turns. */
const SLICE = 64;
const VECTORS = 'vectors_';

const digestOf = ({ title, abstract }: ChangedPaper) => crc32(`${title}\0${abstract ?? ''}`);

/** An id inside a filter of LanceDB's, whose only special character in text is the quotation mark. */
const quotedId = (id: string) => `'${id.replaceAll("'", "''")}'`;

const among = (ids: string[]) => `id IN (${ids.map(quotedId).join(', ')})`;

async function knownDigests(table: Table, ids: string[]): Promise<Map<string, number>> {
  const rows = await table.query().where(among(ids)).select(['id', 'digest']).toArray();
  return new Map(rows.map((row) => [row.id, row.digest]));
}

/** The vectors of an embedder as they are written down, or as they begin. */
function vectorsFor(written: Written, embedder: Embedder): WrittenVectors {
  const { fingerprint, kind, model, dimensions } = embedder;
  const known = [written.vectors, written.next].find((vectors) => vectors?.fingerprint === fingerprint);
  if (known) return known;
  const table = `${VECTORS}${fingerprint}_${Date.now().toString(36)}`;
  return { table, fingerprint, kind, model, dimensions, nested: [...embedder.nested], watermark: -1 };
}

/**
 * Puts an embedder's vectors in their place in the line. Those of the chosen one answer once they are whole, or where
 * none did; until then they stand beside those that do.
 */
function placed(written: Written, vectors: WrittenVectors, isChosen: boolean): Written {
  const { vectors: answering, next, ...rest } = written;
  if (!isChosen) return { ...rest, vectors, ...(next && { next }) };
  const isWhole = vectors.watermark >= written.watermark;
  if (!answering || answering.fingerprint === vectors.fingerprint || isWhole) return { ...rest, vectors };
  return { ...rest, vectors: answering, next: vectors };
}

/** Whether every paper has its vector of an embedder, and whether that one's answer, as far as it is to. */
export const isDone = ({ vectors, next, watermark }: Written, { fingerprint }: Embedder, isChosen: boolean) =>
  vectors?.fingerprint === fingerprint && vectors.watermark >= watermark && !(isChosen && next);

async function rowsFor(
  papers: ChangedPaper[],
  table: Table,
  embedder: Embedder,
  { signal, after }: { signal: AbortSignal; after: () => Promise<void> },
): Promise<VectorRow[]> {
  const known = await knownDigests(
    table,
    papers.map((paper) => paper.id),
  );
  const changed = papers.filter((paper) => known.get(paper.id) !== digestOf(paper));
  const rows: VectorRow[] = [];
  for await (const slice of slices(changed, SLICE)) {
    signal.throwIfAborted();
    const texts = slice.map(({ title, abstract }) => ({ title, ...(abstract && { abstract }) }));
    const vectors = await embedder.embedPapers(texts, signal);
    for (const [i, paper] of slice.entries()) {
      const vector = vectors.subarray(i * embedder.dimensions, (i + 1) * embedder.dimensions);
      rows.push({ id: paper.id, revision: paper.revision, digest: digestOf(paper), vector: quantised(vector) });
    }
    await after();
  }
  return rows;
}

/**
 * Makes the vectors of the papers that changed since the embedder's watermark, a thousand at a time, each thousand
 * written down before the next: killed anywhere, the next run goes on from there. Papers whose text is the same keep
 * their vector.
 * @param isChosen whether it is the embedder of the settings, or the one that answers until the chosen one is whole.
 * @param words called between slices: takes in what the catalogue has changed, so that new papers are found by their
 * words while slow vectors are being made.
 */
export async function bringVectors(
  store: IndexStore,
  db: Db,
  { written: before, embedder, isChosen, words }: VectorsWanted,
  { signal, onProgress }: Building,
): Promise<{ written: Written; embedded: number }> {
  let written = before;
  let embedded = 0;
  if (isDone(written, embedder, isChosen)) return { written, embedded };
  let vectors = vectorsFor(written, embedder);
  const { connection } = await store.connect();
  const table = await writing(tableFor(connection, vectors.table, 'vectors'));
  const upTo = written.watermark;
  const span = { after: vectors.watermark, upTo };
  const total = onProgress ? await countChanged(db, span) : 0;
  let done = 0;
  const after = async () => {
    if ((await catalogueRevision(db)) > written.watermark) written = await words(written);
  };
  const write = async (watermark: number) => {
    vectors = { ...vectors, watermark: Math.max(vectors.watermark, watermark) };
    written = await writing(store.write(placed(written, vectors, isChosen)));
  };
  // The table is named before anything is in it: what is written from here on is not made twice.
  if (!tablesOf(written).includes(table.name)) await write(-1);
  for await (const gone of goneIds(db, span)) await writing(table.delete(among(gone.map(({ id }) => id))));
  for await (const papers of changedPapers(db, span)) {
    const rows = await rowsFor(papers, table, embedder, { signal, after });
    if (rows.length > 0) await writing(upsert(table, rows));
    embedded += rows.length;
    done += papers.length;
    // The last revision of a batch may go on in the next one.
    await write(papers.at(-1)!.revision - 1);
    onProgress?.({ done, total, stage: 'vectors' });
  }
  signal.throwIfAborted();
  await write(upTo);
  const used = tablesOf(written);
  for (const name of await connection.tableNames()) {
    if (name.startsWith(VECTORS) && !used.includes(name)) await connection.dropTable(name);
  }
  return { written, embedded };
}

export interface VectorsWanted {
  written: Written;
  embedder: Embedder;
  isChosen: boolean;
  words: (so: Written) => Promise<Written>;
}
