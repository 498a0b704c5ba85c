import type { CalendarDay } from '#editions/edition.ts';
import { addDays, type Period, periodAround } from '#floor/day.ts';
import { periodPath } from './address.ts';
import { monthGrid, periodWords } from './words.ts';

export interface CalendarCell {
  /** Day of the month. */
  number: number;
  /** Absent on days without papers. */
  path?: string;
  papers?: number;
  /** Inside the edition on show. */
  shown: boolean;
  outside: boolean;
}

/** A month as rows of seven days, Monday first. */
export interface CalendarView {
  heading: string;
  path: string;
  previous: string;
  next: string;
  weeks: CalendarCell[][];
}

/** @param shown the edition on the page; its days are marked. */
export function calendarView(month: Period, days: CalendarDay[], shown?: Period): CalendarView {
  const papers = new Map(days.map((one) => [one.day, one.papers]));
  const cell = (day: string): CalendarCell => {
    const count = papers.get(day);
    return {
      number: Number(day.slice(8)),
      shown: shown !== undefined && day >= shown.first && day <= shown.last,
      outside: day < month.first || day > month.last,
      ...(count && {
        papers: count,
        path: periodPath({ kind: 'day', name: day }),
      }),
    };
  };
  return {
    heading: periodWords(month),
    path: periodPath(month),
    previous: periodPath(periodAround('month', addDays(month.first, -1))),
    next: periodPath(periodAround('month', addDays(month.last, 1))),
    weeks: monthGrid(month).map((week) => week.map(cell)),
  };
}
