import type { Db } from '#db/schema.ts';
import { invalid } from '#floor/failure.ts';
import { requireId } from './paper.ts';

/** What clients look for beside papers: models, datasets and Spaces that cite one. No installation has any. */
export const REPOSITORIES = ['models', 'datasets', 'spaces'] as const;

/**
 * Answers `GET /api/arxiv/{id}/repos`.
 * @throws Failure as {@link requireId}.
 */
export async function repositoriesOf(db: Db, text: string): Promise<Record<(typeof REPOSITORIES)[number], never[]>> {
  await requireId(db, text);
  return { models: [], datasets: [], spaces: [] };
}

/**
 * Answers `GET /api/models?filter=arxiv:{id}`, and so for datasets and Spaces: none, of whatever is asked for.
 * @throws Failure `Invalid` for a filter of another kind: what it would be about is not here.
 */
export function repositories(query: URLSearchParams): never[] {
  const filters = query.getAll('filter');
  if (filters.length === 0 || filters.some((filter) => !filter.startsWith('arxiv:'))) {
    throw invalid('There are papers here and no repositories.', 'Ask for those of a paper: filter=arxiv:2403.05530.');
  }
  return [];
}

/**
 * Answers `GET /api/collections?paper={id}` and `?item=papers/{id}`: readers keep no collections here.
 * @throws Failure `Invalid` where no paper is named.
 */
export function collections(query: URLSearchParams): never[] {
  const items = query.getAll('item').map((item) => /^papers\/(.+)$/.exec(item)?.[1]);
  const ids = [...query.getAll('paper'), ...items];
  if (ids.length === 0 || ids.some((id) => !id)) {
    throw invalid('There are collections of papers alone.', 'Ask with item=papers/2403.05530.');
  }
  return [];
}
