import { rmSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { ingest } from '#catalogue/ingest.ts';
import { openDatabase } from '#db/open.ts';
import type { Db } from '#db/schema.ts';
import { readSettings } from '#floor/settings.ts';
import { bringIndexUpToDate, openEmbedder, openSearchIndex, type SearchIndex } from '#search/index.ts';
import type { Sighting } from '#sources/sighting.ts';
import { temporaryFolder } from './engines.ts';

/** The embedders of an installation without settings: the built-in one. */
export const BUILT_IN = {
  embedders: {
    choice: { kind: 'static' } as const,
    open: (embedder: { kind: 'static' } | { kind: string }) =>
      openEmbedder({ ...readSettings({}), embedder: embedder as { kind: 'static' } }),
  },
};

type Options = Parameters<typeof openSearchIndex>[1];

/** An invented sighting; the same number is the same paper. */
export function invented(n: number, more: Partial<Sighting> = {}): Sighting {
  return {
    source: 'arxiv',
    sourceKey: `${n}`,
    seenAt: '2026-06-18T12:00:00.000Z',
    arxivId: `2601.${String(n).padStart(5, '0')}`,
    title: `Invented result number ${n}`,
    abstract: `What was found in case ${n}, told at some length.`,
    authors: [{ name: `Ada Example${n}` }],
    listedOn: '2026-06-18',
    ...more,
  };
}

export const idOf = (n: number) => `2601.${String(n).padStart(5, '0')}`;

/** An index in a folder of its own, gone when the test ends. */
export async function freshIndex(options: Options = BUILT_IN): Promise<SearchIndex & { folder: string }> {
  const folder = temporaryFolder();
  const index = await openSearchIndex(`${folder}/index with ünusual name`, options);
  onTestFinished(async () => {
    await index.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return Object.assign(index, { folder: index.uri });
}

/** Another handle on an index, closed when the test ends: what another process has. */
export async function handleOn({ uri }: SearchIndex, options: Options = BUILT_IN): Promise<SearchIndex> {
  const index = await openSearchIndex(uri, options);
  onTestFinished(() => index.close());
  return index;
}

/** A catalogue of these papers on SQLite with an index that knows them all. */
export async function library(
  sightings: Sighting[],
  options: Options = BUILT_IN,
): Promise<{ db: Db; index: SearchIndex & { folder: string } }> {
  const dataDir = temporaryFolder();
  const { db, close } = await openDatabase({ dataDir, databaseUrl: '' });
  onTestFinished(async () => {
    await close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  if (sightings.length > 0) await ingest(db, sightings);
  const index = await freshIndex(options);
  await bringIndexUpToDate(index, db, { holder: 'library' });
  return { db, index };
}

/** The ids in the index's table, sorted. */
export async function indexedIds(index: SearchIndex): Promise<string[]> {
  index.forget();
  const answering = await index.store.answering();
  const rows = (await answering?.papers.query().where('doc IS NOT NULL').select(['id']).toArray()) ?? [];
  return rows.map((row) => row.id as string).sort();
}

/** The ids in the catalogue, sorted. */
export async function catalogueIds(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('papers').select('id').execute();
  return rows.map((row) => row.id).sort();
}

/** The ids in the tables of vectors, sorted, by the embedder's fingerprint: of those that answer, then of others. */
export async function vectorIds({ store }: SearchIndex): Promise<Record<string, string[]>> {
  store.forget();
  const { connection, written } = (await store.answering())!;
  const ids: Record<string, string[]> = {};
  for (const vectors of [written.vectors, written.next]) {
    if (!vectors) continue;
    const rows = await (await connection.openTable(vectors.table)).query().select(['id']).toArray();
    ids[vectors.fingerprint] = rows.map((row) => row.id as string).sort();
  }
  return ids;
}

/** How many tables of vectors there are, used or not. */
export async function vectorTables({ store }: SearchIndex): Promise<number> {
  const { connection } = await store.connect();
  return (await connection.tableNames()).filter((name) => name.startsWith('vectors_')).length;
}
