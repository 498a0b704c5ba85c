import type { Paper } from '#catalogue/paper.ts';
import type { Because } from '#floor/because.ts';
import type { Period } from '#floor/day.ts';

/** A paper in an edition, with the reason for its place. */
export interface RankedPaper {
  paper: Paper;
  /** Counts from 1 over the whole edition, not over one page of it. */
  rank: number;
  /** `YYYY-MM-DD`: the day it appeared there. */
  day: string;
  score: number;
  because: Because[];
}

/** One section on one day, week or month, in order; trending has no period. */
export interface Edition {
  section: 'front' | 'trending';
  period?: Period;
  /** `front page`: papers that somebody put there. `listing`: nobody did, so what arXiv announced. */
  from: 'front page' | 'listing';
  /** One page of the edition. */
  papers: RankedPaper[];
  /** How many papers the whole edition has. */
  total: number;
  /** Name of the nearest earlier and later period of the same kind that has papers. */
  previous?: string;
  next?: string;
}

/** One day of the month calendar. */
export interface CalendarDay {
  /** `YYYY-MM-DD`. */
  day: string;
  papers: number;
}
