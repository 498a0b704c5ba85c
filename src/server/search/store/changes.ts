import { sql } from 'kysely';
import type { Db } from '#db/schema.ts';
import type { PaperSource } from '../engine/document.ts';

/** Papers read and written at a time: flat memory, and a file of the index for each. */
const BATCH = 1_000;

/** Revisions that an index has yet to take in: after the first, up to the second. */
export interface Revisions {
  after: number;
  upTo: number;
}

export type ChangedPaper = PaperSource & { revision: number };

const COLUMNS = [
  'id',
  'revision',
  'day',
  'title',
  'abstract',
  'authors',
  'keywords',
  'categories',
  'organization',
  'links',
  'upvotes',
] as const;

async function sourcesOf(db: Db, ids: string[]): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('sightings')
    .select(['paper_id', 'source'])
    .distinct()
    .where('paper_id', 'in', ids)
    .orderBy('source')
    .execute();
  const sources = new Map<string, string[]>();
  for (const { paper_id, source } of rows) sources.set(paper_id, [...(sources.get(paper_id) ?? []), source]);
  return sources;
}

/**
 * The papers that changed, oldest change first, in batches. A paper that changes again meanwhile is left out or comes
 * as it was; its new revision lies beyond `upTo` and is the next run's.
 */
export async function* changedPapers(db: Db, { after, upTo }: Revisions): AsyncGenerator<ChangedPaper[]> {
  let last = { revision: after, id: '' };
  let isFirst = true;
  for (;;) {
    const { revision, id } = last;
    const rows = await db
      .selectFrom('papers')
      .select(COLUMNS)
      .where('revision', '<=', upTo)
      .$if(isFirst, (q) => q.where('revision', '>', revision))
      .$if(!isFirst, (q) =>
        q.where('revision', '>=', revision).where((eb) => eb.or([eb('revision', '>', revision), eb('id', '>', id)])),
      )
      .orderBy('revision')
      .orderBy('id')
      .limit(BATCH)
      .execute();
    if (rows.length > 0) {
      const sources = await sourcesOf(
        db,
        rows.map((row) => row.id),
      );
      yield rows.map((row) => ({ ...row, sources: sources.get(row.id) ?? [] }));
    }
    const end = rows.at(-1);
    if (!end || rows.length < BATCH) return;
    last = end;
    isFirst = false;
  }
}

/** Addresses that no longer are papers, in batches. */
export async function* goneIds(db: Db, { after, upTo }: Revisions): AsyncGenerator<{ id: string; revision: number }[]> {
  let last = '';
  for (;;) {
    const rows = await db
      .selectFrom('redirects')
      .select(['old_id as id', 'revision'])
      .where('revision', '>', after)
      .where('revision', '<=', upTo)
      .where('old_id', '>', last)
      .orderBy('old_id')
      .limit(BATCH)
      .execute();
    if (rows.length > 0) yield rows;
    if (rows.length < BATCH) return;
    last = rows.at(-1)!.id;
  }
}

export async function countChanged(db: Db, { after, upTo }: Revisions): Promise<number> {
  const { n } = await db
    .selectFrom('papers')
    .select(sql<number>`count(*)`.as('n'))
    .where('revision', '>', after)
    .where('revision', '<=', upTo)
    .executeTakeFirstOrThrow();
  return n;
}

/** Which catalogue it is, its revision and its number of papers, as one statement sees them together. */
export async function catalogueNow(db: Db): Promise<{ name: string; revision: number; papers: number }> {
  const row = await db
    .selectFrom('catalogue_state')
    .select((eb) => ['name', 'revision', eb.selectFrom('papers').select(sql<number>`count(*)`.as('n')).as('papers')])
    .where('id', '=', 1)
    .executeTakeFirst();
  return { name: row?.name ?? '', revision: row?.revision ?? 0, papers: row?.papers ?? 0 };
}
