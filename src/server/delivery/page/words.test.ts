import { describe, expect, it } from 'vitest';
import { dayPeriod, monthPeriod, readPeriod, weekPeriod } from '#floor/day.ts';
import { counted, dayWords, emptyWords, monthGrid, neighbourWords, periodWords } from './words.ts';

describe('words for dates', () => {
  it('says near days in words and far ones in figures', () => {
    expect(dayWords('2026-06-16', '2026-06-18')).toBe('Tuesday');
    expect(dayWords('2026-06-03', '2026-06-18')).toBe('3 June');
    expect(dayWords('2024-04-22', '2026-06-18')).toBe('2024-04-22');
    expect(dayWords('2024-04-22', undefined)).toBe('22 April 2024');
  });

  it('names periods', () => {
    expect(periodWords(dayPeriod('2026-06-18'))).toBe('Thursday, 18 June 2026');
    expect(periodWords(weekPeriod('2026-W25'))).toBe('15 to 21 June 2026');
    expect(periodWords(weekPeriod('2026-W27'))).toBe('29 June to 5 July 2026');
    expect(periodWords(weekPeriod('2026-W53'))).toBe('28 December 2026 to 3 January 2027');
    expect(periodWords(monthPeriod('2026-06'))).toBe('June 2026');
  });

  it.each([
    ['day', '2026-06-17', '2026-06-18', 'Wednesday'],
    ['day', '2026-06-01', '2026-06-18', '1 June'],
    ['day', '2025-06-01', '2026-06-18', '1 June 2025'],
    ['week', '2026-W24', '2026-W25', 'Week 24'],
    ['week', '2025-W52', '2026-W02', 'Week 52 of 2025'],
    ['month', '2026-05', '2026-06', 'May'],
    ['month', '2025-12', '2026-01', 'December 2025'],
  ] as const)('names the %s %s beside %s as %s', (kind, name, from, words) => {
    expect(neighbourWords(readPeriod(kind, name), readPeriod(kind, from))).toBe(words);
  });

  it('says why an edition is empty', () => {
    expect(emptyWords(dayPeriod('2026-06-20'), '2026-06-26')).toBe('No papers on Saturday. arXiv rests at weekends.');
    expect(emptyWords(dayPeriod('2026-06-17'), '2026-06-26')).toBe('No papers on Wednesday, 17 June 2026.');
    expect(emptyWords(dayPeriod('2026-06-27'), '2026-06-26')).toContain('yet. The latest are those of Friday');
    expect(emptyWords(dayPeriod('2026-06-27'), undefined)).toBe('There are no papers in the catalogue yet.');
  });

  it('lays a month out in weeks that start on Monday', () => {
    const grid = monthGrid(monthPeriod('2026-06'));
    expect(grid).toHaveLength(5);
    expect(grid[0]![0]).toBe('2026-06-01');
    expect(grid.at(-1)!.at(-1)).toBe('2026-07-05');
  });

  it('counts in the singular and with thousands apart', () => {
    expect([counted(1, 'paper'), counted(1204, 'paper'), counted(0, 'paper')]).toEqual([
      '1 paper',
      '1,204 papers',
      '0 papers',
    ]);
  });
});
