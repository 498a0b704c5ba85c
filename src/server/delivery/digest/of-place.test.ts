import { expect, test } from 'vitest';
import { dayPeriod } from '#floor/day.ts';
import { EMPTY_DAY, FULL_DAY, HARD_DAY, HARD_PAPER_IDS, LONELY_DAY } from '#test/harness/hard-papers.ts';
import { hardSightings } from '#test/harness/hard-sightings.ts';
import { library } from '#test/harness/library.ts';
import type { Place } from '../list/place.ts';
import { ORIGIN } from './digest.fixture.ts';
import { elementsOf } from './html.fixture.ts';
import { digestAt } from './of-place.ts';
import { renderDigest } from './render.ts';

const to = {
  origin: ORIGIN,
  preferencesUrl: `${ORIGIN}/p`,
  unsubscribeUrl: `${ORIGIN}/u`,
  most: 100,
  sent: new Set<string>(),
  today: '2026-06-18',
};

test('every kind of list makes a digest, of hard papers', async () => {
  const hard = await library(await hardSightings());
  const at = (place: Place, more: Partial<typeof to> = {}) => digestAt(hard, place, { ...to, ...more });

  const latest = (await at({ at: 'latest', kind: 'day' }))!;
  expect(latest.digest).toMatchObject({
    list: 'Front page',
    date: 'Wednesday, 17 June 2026',
    webUrl: `${ORIGIN}/papers/date/${LONELY_DAY}`,
    more: 0,
  });
  expect(latest.paperIds).toHaveLength(1);
  expect(await at({ at: 'latest', kind: 'day' }, { sent: new Set(latest.paperIds) })).toBeUndefined();
  expect(await at({ at: 'period', period: dayPeriod(EMPTY_DAY) })).toBeUndefined();

  const full = (await at({ at: 'period', period: dayPeriod(FULL_DAY) }))!;
  expect([full.paperIds.length, full.digest.more]).toEqual([100, 100]);
  const after = (await at({ at: 'period', period: dayPeriod(FULL_DAY) }, { sent: new Set(full.paperIds) }))!;
  expect([after.paperIds.length, after.digest.more]).toEqual([100, 0]);
  expect(new Set([...full.paperIds, ...after.paperIds]).size).toBe(200);

  const places: [Place, string, string][] = [
    [{ at: 'latest', kind: 'week' }, 'Papers of the week', '/papers/week/2026-W25'],
    [{ at: 'latest', kind: 'month' }, 'Papers of the month', '/papers/month/2026-06'],
    [{ at: 'trending' }, 'Trending', '/papers/trending'],
    [{ at: 'search', text: 'invented models' }, '“invented models”', '/papers?q=invented%20models&order=date'],
    [{ at: 'period', period: dayPeriod(HARD_DAY) }, 'Front page', `/papers/date/${HARD_DAY}`],
  ];
  for (const [place, list, path] of places) {
    const { digest, paperIds } = (await at(place))!;
    expect([digest.list, digest.webUrl]).toEqual([list, ORIGIN + path]);
    const { html, text } = renderDigest(digest);
    expect(Buffer.byteLength(html)).toBeLessThan(90_000);
    expect(elementsOf(html).filter(({ tagName }) => tagName === 'h2')).toHaveLength(paperIds.length);
    for (const id of paperIds) expect(text).toContain(`\n${ORIGIN}/papers/${id}\n`);
  }
  const [like] = [await at({ at: 'like', named: [HARD_PAPER_IDS[5]!] })];
  expect(like!.digest.webUrl).toBe(`${ORIGIN}/papers/like/${HARD_PAPER_IDS[5]}?order=date`);
});

test('an empty catalogue has nothing to send', async () => {
  expect(await digestAt(await library([]), { at: 'latest', kind: 'day' }, to)).toBeUndefined();
});
