import type { Order } from './engine/question.ts';

/** What is asked of the index. */
export interface SearchQuery {
  /**
   * Words, an author's whole name, a title, an arXiv id or a DOI, and conditions such as `author:`, `cat:` or
   * `"exact phrase"`: see `query/`.
   */
  text: string;
  order: Order;
  /** Hits to pass over; pages end at the 1,000th hit. */
  offset: number;
  /** Hits to return, at most 200. */
  limit: number;
  /** Whether to count years, categories, sources and what papers have. */
  facets?: boolean;
  /** Whether to say what each word adds to each hit. */
  explain?: boolean;
}

const LARGEST_PAGE = 200;

const whole = (value: number, most: number) => Math.min(most, Math.max(0, Math.floor(value) || 0));

/** @param most hits that can be reached. */
export function boundedPage(
  { offset, limit }: Pick<SearchQuery, 'offset' | 'limit'>,
  most: number,
): { offset: number; limit: number } {
  const from = whole(offset, most);
  return { offset: from, limit: Math.min(whole(limit, LARGEST_PAGE), most - from) };
}
