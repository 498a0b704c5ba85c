import { invalid } from '#floor/failure.ts';

/** Pages past this are refused: nobody turns 10,000 pages, and an offset must stay a whole number. */
const LAST_PAGE = 10_000;

/**
 * The `page` of an address, from 1.
 * @throws Failure `Invalid` for what is not a page number.
 */
export function pageOf(query: URLSearchParams): number {
  const text = query.get('page') ?? '1';
  const page = Number(text);
  if (/^\d{1,5}$/.test(text) && page >= 1 && page <= LAST_PAGE) return page;
  throw invalid(`“${text.slice(0, 40)}” is not a page.`, `Pages are numbered from 1 to ${LAST_PAGE}.`);
}

/** The part of a list that a page shows. */
export const partOf = (page: number, size: number) => ({ offset: (page - 1) * size, limit: size });
