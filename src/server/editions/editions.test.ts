import { expect, test } from 'vitest';
import { ingest } from '#catalogue/ingest.ts';
import { dayPeriod, monthPeriod, readPeriod } from '#floor/day.ts';
import type { Sighting } from '#sources/sighting.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { calendar, frontEdition, latestDay } from './front.ts';
import { trendingEdition } from './trending.ts';

const ALL = { offset: 0, limit: 100 };

function onFront(n: number, day: string, place: number, more: Partial<Sighting> = {}): Sighting {
  return {
    source: 'daily-papers',
    sourceKey: `${n}`,
    seenAt: `${day}T12:00:00.000Z`,
    arxivId: `2501.${String(n).padStart(5, '0')}`,
    title: `Paper number ${n} of the test`,
    placements: [{ section: 'front', day, place }],
    ...more,
  };
}

function listing(n: number, day: string, more: Partial<Sighting> = {}): Sighting {
  const { placements: _, ...rest } = onFront(n, day, 0, more);
  return { ...rest, source: 'arxiv', listedOn: day };
}

describeEngines('editions', (on) => {
  test('an empty catalogue has no days, and no edition fails for it', async () => {
    const { db } = await on.database();
    expect(await latestDay(db)).toBeUndefined();
    expect(await frontEdition(db, dayPeriod('2026-06-18'), ALL)).toMatchObject({
      papers: [],
      total: 0,
      from: 'listing',
    });
    expect(await trendingEdition(db, ALL)).toMatchObject({ papers: [], total: 0 });
    expect(await calendar(db, monthPeriod('2026-06'))).toEqual([]);
  });

  test('a day is ordered by votes, then by the source’s order', async () => {
    const { db } = await on.database();
    await ingest(db, [
      onFront(1, '2026-06-18', 1),
      onFront(2, '2026-06-18', 2, { upvotes: 9 }),
      onFront(3, '2026-06-18', 3),
      onFront(4, '2026-06-18', 4, { upvotes: 10 }),
    ]);
    const { papers, total, from } = await frontEdition(db, dayPeriod('2026-06-18'), ALL);
    expect(papers.map(({ paper }) => paper.id)).toEqual(['2501.00004', '2501.00002', '2501.00001', '2501.00003']);
    expect(papers.map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
    expect({ total, from }).toEqual({ total: 4, from: 'front page' });
    expect(papers[0]!.because.map(({ words }) => words)).toContain('10 votes');
  });

  test('a page of an edition continues its numbers', async () => {
    const { db } = await on.database();
    await ingest(
      db,
      Array.from({ length: 7 }, (_, i) => onFront(i + 1, '2026-06-18', i + 1)),
    );
    const { papers, total } = await frontEdition(db, dayPeriod('2026-06-18'), { offset: 5, limit: 5 });
    expect(papers.map(({ rank, paper }) => [rank, paper.id])).toEqual([
      [6, '2501.00006'],
      [7, '2501.00007'],
    ]);
    expect(total).toBe(7);
  });

  test('a day that nobody filled shows the listing, a day that somebody filled does not', async () => {
    const { db } = await on.database();
    await ingest(db, [
      listing(1, '2026-06-17'),
      listing(2, '2026-06-17', { githubStars: 5 }),
      listing(3, '2026-06-18'),
      onFront(4, '2026-06-18', 1),
    ]);
    const before = await frontEdition(db, dayPeriod('2026-06-17'), ALL);
    expect(before.from).toBe('listing');
    expect(before.papers.map(({ paper }) => paper.id)).toEqual(['2501.00002', '2501.00001']);
    const day = await frontEdition(db, dayPeriod('2026-06-18'), ALL);
    expect(day.papers.map(({ paper }) => paper.id)).toEqual(['2501.00004']);
    expect(await calendar(db, monthPeriod('2026-06'))).toEqual([
      { day: '2026-06-17', papers: 2 },
      { day: '2026-06-18', papers: 1 },
    ]);
  });

  test('a week and a month hold each paper once, and know their neighbours that have papers', async () => {
    const { db } = await on.database();
    await ingest(db, [
      onFront(1, '2026-06-15', 1),
      onFront(1, '2026-06-18', 2, { sourceKey: 'again' }),
      onFront(2, '2026-06-18', 1),
      onFront(3, '2026-03-02', 1),
      onFront(4, '2026-08-03', 1),
    ]);
    const week = await frontEdition(db, readPeriod('week', '2026-W25'), ALL);
    expect(week.total).toBe(2);
    expect([week.previous, week.next]).toEqual(['2026-W10', '2026-W32']);
    const month = await frontEdition(db, readPeriod('month', '2026-06'), ALL);
    expect([month.total, month.previous, month.next]).toEqual([2, '2026-03', '2026-08']);
    expect(await latestDay(db)).toBe('2026-08-03');
  });

  test('trending weighs votes against age, counted to the latest day', async () => {
    const { db } = await on.database();
    await ingest(db, [
      onFront(1, '2026-06-18', 1, { upvotes: 20 }),
      onFront(2, '2026-06-11', 1, { upvotes: 100 }),
      onFront(3, '2026-06-11', 1, { upvotes: 400 }),
      onFront(4, '2025-01-01', 1, { upvotes: 9000 }),
    ]);
    const { papers } = await trendingEdition(db, ALL);
    expect(papers.map(({ paper }) => paper.id)).toEqual(['2501.00003', '2501.00001', '2501.00002']);
    expect(papers[0]!.because.map(({ signal }) => signal)).toEqual(['votes', 'recency']);
  });
});
