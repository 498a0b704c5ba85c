/** What is asked of the index. */
export interface SearchQuery {
  /** Words, an author's whole name, a title, an arXiv id or a DOI. The first 500 characters and 32 words count. */
  text: string;
  order: 'relevance' | 'date';
  /** Hits to pass over; pages end at the 1,000th hit. */
  offset: number;
  /** Hits to return, at most 200. */
  limit: number;
}

/** Hits are counted and reachable up to here: a total of 1,000 says “1,000 or more”. */
export const MOST_HITS = 1_000;

const LONGEST_TEXT = 500;
const MOST_WORDS = 32;
const LARGEST_PAGE = 200;

export function boundedText(text: string): string {
  return text.slice(0, LONGEST_TEXT).toWellFormed().trim().split(/\s+/).slice(0, MOST_WORDS).join(' ');
}

const whole = (value: number, most: number) => Math.min(most, Math.max(0, Math.floor(value) || 0));

export function boundedPage({ offset, limit }: SearchQuery): { offset: number; limit: number } {
  const from = whole(offset, MOST_HITS);
  return { offset: from, limit: Math.min(whole(limit, LARGEST_PAGE), MOST_HITS - from) };
}
