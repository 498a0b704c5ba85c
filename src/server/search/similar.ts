import { findPapers } from '#catalogue/find.ts';
import type { Paper } from '#catalogue/paper.ts';
import type { Db } from '#db/schema.ts';
import type { SimilarQuestion } from './engine/similar.ts';
import type { SearchIndex } from './search-index.ts';

const LARGEST = 100;

export interface SimilarPapers {
  hits: { paper: Paper; nearness?: number }[];
  /** By words where an example has no vector yet. */
  by: 'meaning' | 'words';
}

/**
 * Papers like one or several others, without themselves and other versions of the same works: the nearest first, or
 * the newest of the nearest.
 * @param ids papers of the catalogue; the first 50 count, and ids that the index does not know are passed over.
 * @param limit how many, at most 100.
 * @throws Failure `SourceUnavailable` where the index is absent or damaged.
 */
export async function similarTo(
  index: SearchIndex,
  db: Db,
  ids: string[],
  { order = 'nearness', limit }: { order?: SimilarQuestion['order']; limit: number },
): Promise<SimilarPapers> {
  const most = Math.min(LARGEST, Math.max(0, Math.floor(limit) || 0));
  const { hits, by } = await index.memory.ask('similar', { ids, order, limit: most });
  const papers = await findPapers(
    db,
    hits.map((hit) => hit.id),
  );
  const nearness = new Map(hits.map((hit) => [hit.id, hit.nearness]));
  return {
    hits: papers.map((paper) => {
      const near = nearness.get(paper.id);
      return { paper, ...(near !== undefined && { nearness: near }) };
    }),
    by,
  };
}
