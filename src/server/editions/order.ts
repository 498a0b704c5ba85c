import { findPapers } from '#catalogue/find.ts';
import type { Db } from '#db/schema.ts';
import type { Ranked } from '#floor/because.ts';
import type { RankedPaper } from './edition.ts';

/** Part of an edition, counted in papers. */
export interface Page {
  offset: number;
  limit: number;
}

/** A candidate with its score, before its paper is loaded. */
export type Scored = Ranked & { id: string; day: string };

/** Highest score first, then the later day, then the higher id: of two arXiv ids that is the newer paper. */
export function inOrder(a: Scored, b: Scored): number {
  return b.score - a.score || (a.day < b.day ? 1 : a.day > b.day ? -1 : 0) || (a.id < b.id ? 1 : -1);
}

/** Loads the papers of one page of an order, and only those. */
export async function withPapers(db: Db, ordered: Scored[], page: Page): Promise<RankedPaper[]> {
  const shown = ordered.slice(page.offset, page.offset + page.limit);
  const papers = await findPapers(
    db,
    shown.map((one) => one.id),
  );
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  return shown.flatMap(({ id, day, score, because }, index) => {
    const paper = byId.get(id);
    return paper ? [{ paper, rank: page.offset + index + 1, day, score, because }] : [];
  });
}
