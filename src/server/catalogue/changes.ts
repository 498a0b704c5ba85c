import type { Db, PaperRow } from '#db/schema.ts';

/** What changed last at a revision: a paper, or the address of one that has merged into another. */
export interface Change {
  id: string;
  revision: number;
  arxivId: string | undefined;
  /** Of the paper; of the one that it merged into. */
  categories: string[];
  /** Whether it has merged into another. */
  isGone: boolean;
}

/** A place in the order of changes: behind this one. */
export type ChangePlace = Pick<Change, 'revision' | 'id' | 'isGone'>;

/**
 * What changed behind a place: by revision, of one revision the papers first, each kind by id as the database orders
 * text. Every paper stands there once, at its last change: one that changes while the list is read moves to its end.
 * @param upTo last revision.
 * @param limit how many at most; fewer where there are no more.
 */
export async function changesAfter(db: Db, after: ChangePlace, upTo: number, limit: number): Promise<Change[]> {
  const { revision, id, isGone } = after;
  const papers = await db
    .selectFrom('papers')
    .select(['id', 'revision', 'arxiv_id', 'categories'])
    .where('revision', '>=', isGone ? revision + 1 : revision)
    .where('revision', '<=', upTo)
    .where((eb) => eb.or([eb('revision', '>', revision), eb('id', '>', id)]))
    .orderBy('revision')
    .orderBy('id')
    .limit(limit)
    .execute();
  const gone = await formerIds(db)
    .where('redirects.revision', '>=', revision)
    .where('redirects.revision', '<=', upTo)
    .where((eb) => eb.or([eb('redirects.revision', '>', revision), eb('redirects.old_id', '>', isGone ? id : '')]))
    .orderBy('redirects.revision')
    .orderBy('redirects.old_id')
    .limit(limit)
    .execute();
  // The sort is stable: within a revision and a kind the database's order stays.
  return [...papers.map(paperChange), ...gone.map(formerChange)]
    .sort((a, b) => a.revision - b.revision || Number(a.isGone) - Number(b.isGone))
    .slice(0, limit);
}

const formerIds = (db: Db) =>
  db
    .selectFrom('redirects')
    .leftJoin('papers', 'papers.id', 'redirects.paper_id')
    .select(['redirects.old_id', 'redirects.revision as at', 'papers.categories as heirs']);

const paperChange = (row: Pick<PaperRow, 'id' | 'revision' | 'arxiv_id' | 'categories'>): Change => ({
  id: row.id,
  revision: row.revision,
  arxivId: row.arxiv_id ?? undefined,
  categories: JSON.parse(row.categories),
  isGone: false,
});

const formerChange = (row: { old_id: string; at: number; heirs: string | null }): Change => ({
  id: row.old_id,
  revision: row.at,
  arxivId: undefined,
  categories: JSON.parse(row.heirs ?? '[]'),
  isGone: true,
});

/** The change of one id, a paper's or a former one's; undefined for what was never a paper. */
export async function changeOf(db: Db, id: string): Promise<Change | undefined> {
  const paper = await db
    .selectFrom('papers')
    .select(['id', 'revision', 'arxiv_id', 'categories'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (paper) return paperChange(paper);
  const former = await formerIds(db).where('redirects.old_id', '=', id).executeTakeFirst();
  return former && formerChange(former);
}
