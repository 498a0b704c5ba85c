import type { CalendarDay, Edition } from '#editions/edition.ts';
import type { Topic } from '#editions/topics.ts';
import { type Period, periodAround, readPeriod } from '#floor/day.ts';
import { periodPath } from './address.ts';
import { type CalendarView, calendarView } from './calendar.ts';
import { type Card, cardOf } from './card.ts';
import { counted, emptyWords, neighbourWords, periodWords } from './words.ts';

/** Papers on one page of an edition: a day's front page of the anchor has 30 to 60, so most days are one page. */
export const PAGE_SIZE = 60;

export interface Neighbour {
  path: string;
  words: string;
  /** `Thursday’s`, `June’s`, `The 11 June`, `The Week 24`: goes before “papers”. */
  possessive: string;
}

/** Where the ways through lead from this page: the day, week and month around it. */
export interface Ways {
  day: string;
  week: string;
  month: string;
}

/** An edition, ready to be shown. */
export interface EditionView {
  kind: 'day' | 'week' | 'month' | 'trending';
  /** The date in words, or the section's name. */
  heading: string;
  /** `YYYY-MM-DD` of a day's edition, for the date picker. */
  date?: string;
  /** `56 papers`. */
  size: string;
  /** What kind of edition this is, where that is not plain. */
  note?: string;
  /** What to say in place of papers. */
  empty?: string;
  cards: Card[];
  page: number;
  pages: number;
  /** Its address without the page. */
  path: string;
  previous?: Neighbour;
  next?: Neighbour;
  calendar?: CalendarView;
  topics: Topic[];
}

export function waysAround(day: string): Ways {
  return {
    day: periodPath(periodAround('day', day)),
    week: periodPath(periodAround('week', day)),
    month: periodPath(periodAround('month', day)),
  };
}

function neighbour(name: string | undefined, from: Period): Neighbour | undefined {
  if (!name) return undefined;
  const period = readPeriod(from.kind, name);
  const words = neighbourWords(period, from);
  return { path: periodPath(period), words, possessive: /\d/.test(words) ? `The ${words}` : `${words}’s` };
}

/** What kind of edition this is, where that is not plain. */
export function noteOf(edition: Edition): string | undefined {
  if (edition.section === 'trending')
    return 'Votes, comments and stars a day, weighed against age. “Why it is here” shows the sum.';
  if (edition.from === 'front page' || edition.total === 0) return undefined;
  return `Nobody put papers on this ${edition.period?.kind ?? 'page'}’s front page, so these are the ones that arXiv announced.`;
}

interface Surroundings {
  /** Page shown, from 1. */
  page: number;
  latest?: string | undefined;
  days?: CalendarDay[];
  topics?: Topic[];
}

export function editionView(edition: Edition, { page, latest, days, topics = [] }: Surroundings): EditionView {
  const { period } = edition;
  const near = period?.last ?? latest;
  const note = noteOf(edition);
  const previous = period && neighbour(edition.previous, period);
  const next = period && neighbour(edition.next, period);
  return {
    kind: period?.kind ?? 'trending',
    heading: period ? periodWords(period) : 'Trending',
    size: edition.total === 0 ? 'No papers' : counted(edition.total, 'paper'),
    cards: edition.papers.map(({ paper, rank, because }) => cardOf(paper, { rank, because, ...(near && { near }) })),
    page,
    pages: Math.max(1, Math.ceil(edition.total / PAGE_SIZE)),
    path: period ? periodPath(period) : '/papers/trending',
    topics,
    ...(period?.kind === 'day' && { date: period.first }),
    ...(note && { note }),
    ...(edition.total === 0 && { empty: period ? emptyWords(period, latest) : 'Nothing is trending yet.' }),
    ...(previous && { previous }),
    ...(next && { next }),
    ...(near && days && { calendar: calendarView(periodAround('month', near), days, period) }),
  };
}
