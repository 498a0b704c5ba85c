import type { Db } from '#db/schema.ts';
import { type SearchIndex, similarTo } from '#search/index.ts';
import { requireId } from '../daily-papers/paper.ts';
import { boundedInteger } from '../daily-papers/parameters.ts';
import { oneOf } from './parameters.ts';

const USUAL = 10;
const MOST = 100;

/**
 * Answers `GET /api/papers/{id}/similar`: `limit` (to 100) and `order` (nearness, date).
 * @throws Failure `NotFound` for a paper that is not here, `Invalid` for a parameter that cannot be,
 *   `SourceUnavailable` while the index is being built.
 */
export async function similarAnswer(
  { db, index }: { db: Db; index: SearchIndex },
  text: string,
  query: URLSearchParams,
) {
  const limit = boundedInteger(query, 'limit', USUAL, 1, MOST);
  const order = oneOf(query, 'order', ['nearness', 'date']);
  const id = await requireId(db, text);
  const { by, hits } = await similarTo(index, db, [id], { order, limit });
  return {
    id,
    by,
    order,
    papers: hits.map(({ paper, nearness }) => ({ ...paper, ...(nearness !== undefined && { nearness }) })),
  };
}
