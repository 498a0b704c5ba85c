import { sql } from 'kysely';
import type { Db } from '#db/schema.ts';
import { arxivIdOf } from '#sources/arxiv/identifier.ts';
import { doiOf } from '#sources/doi.ts';
import type { Sighting } from '#sources/sighting.ts';
import { type Paper, paperFromRow } from './paper.ts';

/** Longest text that is looked up as an id; the longest DOI in the wild has some 200 characters. */
const LONGEST_ID = 400;

/**
 * The paper's present id for anything that names it: its id, an arXiv id or DOI in any spelling, or an address that it
 * had before it merged into another.
 * @returns `moved` when the text is not that id itself; undefined when the catalogue has no such paper.
 */
export async function resolveId(db: Db, text: string): Promise<{ id: string; moved: boolean } | undefined> {
  // PostgreSQL refuses a text that holds NUL, so no paper is named by one.
  if (text.length === 0 || text.length > LONGEST_ID || text.includes('\0')) return undefined;
  const spellings = [...new Set([text, arxivIdOf(text), doiOf(text)])].filter((id) => id !== undefined);
  const papers = await db.selectFrom('papers').select('id').where('id', 'in', spellings).execute();
  const redirects = await db.selectFrom('redirects').selectAll().where('old_id', 'in', spellings).execute();
  for (const spelling of spellings) {
    const id =
      papers.find((paper) => paper.id === spelling)?.id ?? redirects.find((row) => row.old_id === spelling)?.paper_id;
    if (id) return { id, moved: id !== text };
  }
  const doi = doiOf(text);
  if (!doi) return undefined;
  const byDoi = await db.selectFrom('papers').select('id').where('doi', '=', doi).orderBy('id').executeTakeFirst();
  // A work has a DOI at its preprint server and another at its journal, and the paper shows one of them.
  const id = byDoi?.id ?? (await paperShownWith(db, doi));
  return id ? { id, moved: true } : undefined;
}

async function paperShownWith(db: Db, doi: string): Promise<string | undefined> {
  const sightings = db
    .selectFrom('sightings')
    .select('paper_id')
    .where((eb) => eb.or([eb('doi', '=', doi), eb('article_doi', '=', doi)]));
  return (await sightings.orderBy('paper_id').executeTakeFirst())?.paper_id;
}

/** The paper with exactly this id. Use {@link resolveId} first for what a person typed. */
export async function findPaper(db: Db, id: string): Promise<Paper | undefined> {
  const row = await db.selectFrom('papers').selectAll().where('id', '=', id).executeTakeFirst();
  return row && paperFromRow(row);
}

/** The papers with these ids, in their order; ids that the catalogue does not have are left out. */
export async function findPapers(db: Db, ids: string[]): Promise<Paper[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('papers').selectAll().where('id', 'in', ids).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [paperFromRow(row)] : [];
  });
}

export interface SightingRecord {
  source: string;
  sourceKey: string;
  /** RFC 3339. */
  firstSeenAt: string;
  lastSeenAt: string;
  sighting: Sighting;
}

/** Everything that sources said of a paper, the latest first. */
export async function sightingsOf(db: Db, paperId: string): Promise<SightingRecord[]> {
  const rows = await db
    .selectFrom('sightings')
    .select(['source', 'source_key', 'first_seen_at', 'last_seen_at', 'payload'])
    .where('paper_id', '=', paperId)
    .orderBy('last_seen_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    source: row.source,
    sourceKey: row.source_key,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    sighting: JSON.parse(row.payload),
  }));
}

/** Grows with every change of the catalogue: a key for caches, a watermark for the index. 0 for an empty catalogue. */
export async function catalogueRevision(db: Db): Promise<number> {
  const state = await db.selectFrom('catalogue_state').select('revision').where('id', '=', 1).executeTakeFirst();
  return state?.revision ?? 0;
}

async function countRows(db: Db, table: 'papers' | 'sightings' | 'redirects'): Promise<number> {
  const { count } = await db.selectFrom(table).select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow();
  return count;
}

export const countPapers = (db: Db): Promise<number> => countRows(db, 'papers');

/** Rows of the catalogue's tables, for `offprint doctor`. */
export async function countCatalogue(db: Db) {
  const [papers, sightings, redirects] = [
    await countRows(db, 'papers'),
    await countRows(db, 'sightings'),
    await countRows(db, 'redirects'),
  ];
  return { papers, sightings, redirects };
}

/** The last day a paper was on the front page, `YYYY-MM-DD`; undefined where it never was. */
export async function frontDayOf(db: Db, paperId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('placements')
    .select((eb) => eb.fn.max('day').as('day'))
    .where('paper_id', '=', paperId)
    .where('section', '=', 'front')
    .executeTakeFirst();
  return row?.day ?? undefined;
}
