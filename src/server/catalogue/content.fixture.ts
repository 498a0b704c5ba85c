import { expect } from 'vitest';
import type { Db } from '#db/schema.ts';

const text = (rows: object[]) => rows.map((row) => JSON.stringify(row)).sort();

/** The catalogue's content without what depends on the order of arrival: revisions, row numbers, old addresses. */
export async function content(db: Db) {
  const papers = await db.selectFrom('papers').selectAll().orderBy('id').execute();
  const placements = await db.selectFrom('placements').selectAll().execute();
  const sightings = await db
    .selectFrom('sightings')
    .select(['paper_id', 'source', 'source_key', 'digest', 'first_seen_at', 'last_seen_at'])
    .execute();
  return {
    papers: papers.map(({ revision: _, ...paper }) => paper),
    placements: text(placements),
    sightings: text(sightings),
  };
}

/** What holds of every catalogue, whatever went in: no loose end, and each record in one paper. */
export async function expectSound(db: Db): Promise<void> {
  const papers = new Set((await db.selectFrom('papers').select('id').execute()).map((row) => row.id));
  const sightings = await db.selectFrom('sightings').select(['paper_id', 'source', 'source_key']).execute();
  expect(new Set(sightings.map((row) => row.paper_id))).toEqual(papers);
  const records = Map.groupBy(sightings, (row) => `${row.source} ${row.source_key}`);
  for (const [record, rows] of records)
    expect([record, new Set(rows.map((row) => row.paper_id)).size]).toEqual([record, 1]);
  for (const { old_id: old, paper_id: id } of await db.selectFrom('redirects').selectAll().execute()) {
    expect([old, papers.has(old), papers.has(id)]).toEqual([old, false, true]);
  }
  for (const { paper_id: id } of await db.selectFrom('placements').select('paper_id').execute()) {
    expect(papers).toContain(id);
  }
}

/** Takes everything out; the revision stays. */
export async function emptied(db: Db): Promise<void> {
  for (const table of ['papers', 'sightings', 'placements', 'redirects'] as const) await db.deleteFrom(table).execute();
}
