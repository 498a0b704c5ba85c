import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WRITTEN } from '#delivery/feed/answer.ts';
import type { Form } from '#delivery/feed/form.ts';
import { feedOf } from '#delivery/feed/of-place.ts';
import type { Place } from '#delivery/list/place.ts';
import { dayPeriod } from '#floor/day.ts';
import { readPaperFile } from '#sources/file/read.ts';
import type { Sighting } from '#sources/sighting.ts';
import { feedFaults } from './harness/feed-rules.ts';
import { REPOSITORY } from './harness/imports.ts';
import { library } from './harness/library.ts';

const FILES = ['arxiv-2025-2026.jsonl.gz', 'hf-daily-2024-2026.jsonl.gz'].map((name) =>
  join(REPOSITORY, '../shared/data', name),
);
const missing = FILES.filter((file) => !existsSync(file));
/** Papers of each file: enough for whole days, and indexed in some seconds. */
const ENOUGH = 1_500;

/** @param most where to stop reading. */
async function first(file: string, most: number): Promise<Sighting[]> {
  const sightings: Sighting[] = [];
  for await (const reading of readPaperFile(createReadStream(file), { name: file, now: new Date() })) {
    if ('rejected' in reading) throw new Error(`line ${reading.line}: ${reading.rejected}`);
    sightings.push(reading.sighting);
    if (sightings.length === most) break;
  }
  return sightings;
}

test.skipIf(missing.length > 0)(
  `real data: every list is a valid feed${missing.length > 0 ? ` (missing: ${missing.join(', ')})` : ''}`,
  { timeout: 120_000 },
  async () => {
    // The Daily Papers stand in the order of their days, and only the last ones trend.
    const daily = (await first(FILES[1]!, Number.POSITIVE_INFINITY)).slice(-ENOUGH);
    const { db, index } = await library([...(await first(FILES[0]!, ENOUGH)), ...daily]);
    const { category, day } = await db
      .selectFrom('papers')
      .select(['categories as category', 'listed_on as day'])
      .where('listed_on', 'is not', null)
      .executeTakeFirstOrThrow();
    const places: Place[] = [
      { at: 'latest', kind: 'day' },
      { at: 'latest', kind: 'week' },
      { at: 'latest', kind: 'month' },
      { at: 'period', period: dayPeriod(day!) },
      { at: 'trending' },
      { at: 'search', text: `cat:${JSON.parse(category)[0]}` },
      { at: 'search', text: 'language models', order: 'relevance' },
    ];
    for (const place of places) {
      for (const form of ['atom', 'rss', 'json'] as Form[]) {
        const feed = await feedOf({ db, index, origin: 'https://papers.example.org' }, place, form);
        expect(feedFaults(form, WRITTEN[form](feed)), `${JSON.stringify(place)} as ${form}`).toEqual([]);
        expect(feed.entries.length, JSON.stringify(place)).toBeGreaterThan(0);
      }
    }
  },
);
