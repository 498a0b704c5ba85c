import { notFound } from '#floor/failure.ts';
import { PAGE_SIZE } from '../page/edition.ts';
import { partOf } from '../page/pages.ts';
import { HITS_PER_PAGE } from '../page/search.ts';
import { latestList, periodList, trendingList } from './editions.ts';
import { type Asked, foundList, likeList } from './found.ts';
import type { PaperList, Part } from './list.ts';
import { ON_PAGES, type Place } from './place.ts';

/** Papers like others are one page. */
export const ALIKE_SHOWN = 40;

/** A list as a page shows it: so many papers, in the page's order. */
export interface ListPage {
  list: PaperList;
  offset: number;
  pages: number;
}

/** Any part of the list at a place, in its page's order. @throws Failure as the list does. */
export function listAt(asked: Asked, place: Place, part: Part): Promise<PaperList> {
  switch (place.at) {
    case 'latest':
      return latestList(asked.db, place.kind, part);
    case 'period':
      return periodList(asked.db, place.period, part);
    case 'trending':
      return trendingList(asked.db, part);
    case 'search':
      return foundList(asked, place.text, place.order ?? ON_PAGES.search, part);
    case 'like':
      return likeList(asked, place.named, place.order ?? ON_PAGES.like, part.limit);
  }
}

const sizeOf = ({ at }: Place) => (at === 'search' ? HITS_PER_PAGE : at === 'like' ? ALIKE_SHOWN : PAGE_SIZE);

/**
 * @param page from 1.
 * @throws Failure `NotFound` for a page past the last, and as the list does.
 */
export async function pageOfList(asked: Asked, place: Place, page: number): Promise<ListPage> {
  const size = sizeOf(place);
  const part = partOf(page, size);
  const list = await listAt(asked, place, part);
  const pages = Math.max(1, Math.ceil(list.reachable / size));
  if (page > pages) throw notFound(`There is no page ${page} here.`, `The last one is page ${pages}.`);
  return { list, offset: part.offset, pages };
}
