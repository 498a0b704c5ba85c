import { addDays, isDay } from '#floor/day.ts';
import type { Answering } from './handle.ts';
import { MOST_HITS } from './question.ts';

/** A paper that the word index found. */
export interface Match {
  id: string;
  /** `YYYY-MM-DD`, or empty. */
  day: string;
  /** BM25. */
  score: number;
}

export type Words = 'any' | 'all';

interface Asked {
  column?: 'text' | 'authors';
  words: Words;
  limit: number;
  /** Only papers of this day and later ones. */
  since?: string;
}

/** The best matches of a text, best first. The text is never part of a filter. */
export async function matches({ lance, papers }: Answering, text: string, asked: Asked): Promise<Match[]> {
  const operator = asked.words === 'all' ? lance.Operator.And : lance.Operator.Or;
  const query = papers
    .query()
    .fullTextSearch(new lance.MatchQuery(text, asked.column ?? 'text', { operator }))
    .select(['id', 'day', '_score'])
    .limit(asked.limit);
  if (asked.since && isDay(asked.since)) query.where(`day >= '${asked.since}'`);
  const rows = await query.toArray();
  return rows
    .map((row): Match => ({ id: row.id, day: row.day, score: row._score }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

/** Matches of a question in order, and how many there are in all, counted up to {@link MOST_HITS}. */
export interface Ordered {
  found: Match[];
  total: number;
}

/** The best papers that have any of the words. */
export async function bestMatches(answering: Answering, text: string, wanted: number): Promise<Ordered> {
  const best = matches(answering, text, { words: 'any', limit: wanted });
  const [found, total] = await Promise.all([best, countMatches(answering, text)]);
  return { found, total };
}

/** How many papers have any of the words. Row ids alone cost a fifth of what rows do. */
async function countMatches({ lance, papers }: Answering, text: string): Promise<number> {
  const rows = await papers
    .query()
    .fullTextSearch(new lance.MatchQuery(text, 'text'))
    .select(['_score'])
    .withRowId()
    .limit(MOST_HITS)
    .toArrow();
  return rows.numRows;
}

export const newestFirst = (a: Match, b: Match) => (a.day === b.day ? (a.id < b.id ? 1 : -1) : a.day < b.day ? 1 : -1);

/** How far back windows reach from the newest day that is known to match, each some four times the one before. */
const WINDOWS_DAYS = [0, 3, 14, 60, 240, 1_000, 4_000];
/** Twice what pages reach, so that a window that holds enough of them is seen whole. */
const WINDOW_LIMIT = MOST_HITS * 2;
const MOST_STEPS = 5;

const latestOf = (found: Match[], known: string) => [known, ...found.map((match) => match.day)].sort().at(-1)!;

/**
 * The newest papers that have all the words, newest first; where none has them all, the best that have some, by date.
 * The index orders by score alone, so words that more than a thousand papers have are asked for in ever larger windows
 * of days until one holds `wanted` papers. Of a window with more than 2,000, the best 2,000.
 */
export async function newestMatches(answering: Answering, text: string, wanted: number): Promise<Ordered> {
  const all = await matches(answering, text, { words: 'all', limit: MOST_HITS });
  const few = all.length > 0 ? all : await matches(answering, text, { words: 'any', limit: MOST_HITS });
  if (all.length < MOST_HITS) return { found: few.sort(newestFirst), total: few.length };
  const newest = await newestDay(answering, text, latestOf(all, ''));
  for (const days of newest ? WINDOWS_DAYS : []) {
    const since = addDays(newest, -days);
    const found = await matches(answering, text, { words: 'all', limit: WINDOW_LIMIT, since });
    if (found.length >= wanted) return { found: found.sort(newestFirst), total: MOST_HITS };
  }
  return { found: all.sort(newestFirst), total: MOST_HITS };
}

/** The newest day with a match, from a day that has one: a few steps, as each finds 2,000 later ones. */
async function newestDay(answering: Answering, text: string, known: string): Promise<string> {
  let newest = known;
  for (let step = 0; step < MOST_STEPS && newest; step++) {
    const later = await matches(answering, text, { words: 'all', limit: WINDOW_LIMIT, since: addDays(newest, 1) });
    newest = latestOf(later, newest);
    if (later.length < WINDOW_LIMIT) break;
  }
  return newest;
}
