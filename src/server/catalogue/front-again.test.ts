import { expect, test } from 'vitest';
import type { Db } from '#db/schema.ts';
import { dailyPapers } from '#sources/daily-papers/source.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { ingest } from './ingest.ts';

const DAY = '2026-11-20';
const [stream] = dailyPapers.streams({ values: ['on'], addresses: { api: 'http://hub.test/api' }, key: '' });

/** The sightings of a day whose papers stand in this order, two on a page, seen at an hour of the next day. */
function shown(order: string[], hour: number) {
  const moment = { now: new Date(Date.UTC(2026, 10, 21, hour)) };
  const readings = [];
  let cursor: unknown = stream!.from!(DAY, moment);
  for (let from = 0; from < order.length; from += 2) {
    const items = order.slice(from, from + 2).map((id, index) => ({
      paper: { id, title: `Paper ${id}`, upvotes: 9 - from - index, submittedOnDailyAt: `${DAY}T00:00:00.000Z` },
    }));
    const page = stream!.parse(Buffer.from(JSON.stringify(items)), stream!.next(cursor, moment)!, cursor, moment);
    readings.push(...page.readings);
    cursor = page.cursor;
  }
  return readings.map((reading) => {
    if ('rejected' in reading) throw new Error(reading.rejected);
    return reading.sighting;
  });
}

async function front(db: Db) {
  const rows = await db.selectFrom('placements').selectAll().where('day', '=', DAY).orderBy('place').execute();
  return rows.map(({ place, paper_id }) => `${place} ${paper_id}`);
}

describeEngines('a day of the Daily Papers that is read again', (on) => {
  test('has its papers in the order of the last reading, also where that was there before', async () => {
    const { db } = await on.database();
    const [a, b, c] = ['2611.00001', '2611.00002', '2611.00003'] as const;
    for (const [hour, order] of [
      [a, b, c],
      [c, a, b],
      [a, b, c],
      [b, a, c],
    ].entries()) {
      await ingest(db, shown(order, hour + 1));
      expect(await front(db)).toEqual(order.map((id, index) => `${index + 1} ${id}`));
    }
  });
});
