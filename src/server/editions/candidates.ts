import type { Db } from '#db/schema.ts';

/** A paper that may stand in an edition, with what speaks for it and nothing else. */
export interface Candidate {
  id: string;
  /** `YYYY-MM-DD` it appeared. */
  day: string;
  upvotes: number | null;
  comments: number | null;
  github_stars: number | null;
  /** Best place on a source's page; null where it was on none. */
  place: number | null;
}

/** Papers that somebody put on the front page from `first` to `last`, each once, with the last day that somebody did. */
export async function placedBetween(db: Db, first: string, last: string): Promise<Candidate[]> {
  return db
    .selectFrom('placements')
    .innerJoin('papers', 'papers.id', 'placements.paper_id')
    .select(['papers.id', 'papers.upvotes', 'papers.comments', 'papers.github_stars'])
    .select((eb) => [eb.fn.min('placements.place').as('place'), eb.fn.max('placements.day').as('day')])
    .where('placements.section', '=', 'front')
    .where('placements.day', '>=', first)
    .where('placements.day', '<=', last)
    .groupBy(['papers.id', 'papers.upvotes', 'papers.comments', 'papers.github_stars'])
    .execute();
}

/** What sources announced from `first` to `last`. */
export async function listedBetween(db: Db, first: string, last: string): Promise<Candidate[]> {
  return db
    .selectFrom('papers')
    .select(['id', 'upvotes', 'comments', 'github_stars'])
    .select((eb) => [eb.val(null).as('place'), eb.ref('listed_on').$castTo<string>().as('day')])
    .where('listed_on', '>=', first)
    .where('listed_on', '<=', last)
    .execute();
}

/** Papers published since `first` that votes or stars speak for. */
export async function signalledSince(db: Db, first: string): Promise<Candidate[]> {
  return db
    .selectFrom('papers')
    .select(['id', 'upvotes', 'comments', 'github_stars'])
    .select((eb) => [eb.val(null).as('place'), eb.ref('day').$castTo<string>().as('day')])
    .where('day', '>=', first)
    .where((eb) => eb.or([eb('upvotes', 'is not', null), eb('github_stars', 'is not', null)]))
    .execute();
}
