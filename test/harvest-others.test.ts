import { rmSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#db/open.ts';
import { addDays } from '#floor/day.ts';
import { arxiv } from '#sources/arxiv/source.ts';
import { biorxiv } from '#sources/biorxiv/source.ts';
import { dailyPapers } from '#sources/daily-papers/source.ts';
import { openreview } from '#sources/openreview/source.ts';
import type { Source } from '#sources/source.ts';
import { temporaryFolder } from './harness/engines.ts';
import { type Harvesting, harvestOnce, listsAt } from './harness/harvesting.ts';
import { note } from './harness/notes.ts';
import { freshSeed } from './harness/random.ts';
import * as fault from './harness/stand-ins/faults.ts';
import { VENUE } from './harness/stand-ins/openreview.ts';
import type { Plan } from './harness/stand-ins/plan.ts';
import type { StandIn } from './harness/stand-ins/server.ts';
import { standIn } from './harness/stand-ins/stand-in.ts';

const EVERY_MS = 10;
const HOUR_MS = 3_600_000;

interface Place {
  server: StandIn;
  source: Source;
  harvesting: Harvesting;
  /** The first day of what it has, and the last. */
  first: string;
  last: string;
  /** How many papers it has. */
  papers: number;
}

const sorted = (days: string[]) => days.toSorted();

async function papersOf(
  kind: 'biorxiv' | 'openreview' | 'rss',
  source: Source,
  harvesting: Harvesting,
): Promise<Place> {
  const server = await standIn({ kind, records: 90, ...(kind === 'openreview' && { pageSize: 20 }) });
  const all = server.catalogue.inOrder();
  const days = sorted(all.flatMap(({ listedOn, datestamp }) => [listedOn, datestamp]));
  server.clock.now = () => new Date(`${days[0]}T12:00:00Z`);
  const isAnnounced = ({ listedOn, categories }: (typeof all)[number]) =>
    listedOn === days[0] && categories.some((category) => category.startsWith('cs.'));
  const papers = kind === 'rss' ? all.filter(isAnnounced).length : all.length;
  return {
    server,
    source,
    harvesting,
    first: addDays(days[0]!, -1),
    last: kind === 'rss' ? days[0]! : days.at(-1)!,
    papers,
  };
}

const PLACES: Record<string, () => Promise<Place>> = {
  'the Daily Papers': async () => {
    const server = await standIn({ kind: 'daily-papers', records: 150 });
    const days = sorted(server.rows.map(({ dailyDate }) => dailyDate));
    const papers = new Set(server.rows.map(({ arxivId }) => arxivId)).size;
    const harvesting = { values: ['on'] };
    return { server, source: dailyPapers, harvesting, first: days[0]!, last: days.at(-1)!, papers };
  },
  bioRxiv: () => papersOf('biorxiv', biorxiv, { values: ['all'] }),
  OpenReview: () => papersOf('openreview', openreview, { values: [VENUE] }),
  'arXiv’s announcement': () => papersOf('rss', arxiv, { list: /^announced/ }),
};

/** Something goes wrong with every third request. */
const trouble = (seed: number): Plan[] =>
  [
    fault.refused(503),
    fault.cut('half'),
    fault.halfPage,
    fault.errorBody('html'),
    fault.refused(429, 0),
    fault.refused(500),
  ].map((one, at) => ({ fault: one, chance: 0.055, seed: seed + at }));

test.each(Object.keys(PLACES))('%s: through whatever befalls, every paper is in, once', async (name) => {
  const { server, source, harvesting, first, last, papers } = await PLACES[name]!();
  onTestFinished(() => server.close());
  const dataDir = temporaryFolder();
  const database = await openDatabase({ dataDir, databaseUrl: '' });
  onTestFinished(async () => {
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const seed = freshSeed();
  server.set(...trouble(seed));
  let at = Date.parse(`${last}T16:00:00Z`);
  const how = { ...harvesting, everyMs: EVERY_MS, now: () => new Date(at) };
  const lists = listsAt(source, server.url, how);
  const hasDays = lists.every(({ stream }) => stream.from);
  let [ran] = await harvestOnce(database, lists, { ...how, ...(hasDays && { from: first }) });
  const count = async () => (await database.db.selectFrom('papers').select('id').execute()).length;
  for (let run = 0; run < 12 && (ran!.outcome !== 'done' || (await count()) < papers); run++) {
    at += 2 * HOUR_MS;
    [ran] = await harvestOnce(database, lists, how);
  }
  expect(ran).toMatchObject({ outcome: 'done' });
  expect(await count()).toBe(papers);
  expect(await database.db.selectFrom('unread_records').selectAll().execute()).toEqual([]);
  // What is read again within days says the same, so it is kept once.
  const sightings = await database.db.selectFrom('sightings').select(['source_key', 'digest']).execute();
  expect(new Set(sightings.map(({ source_key }) => source_key)).size).toBe(sightings.length);
  expect(server.mostAtOnce).toBe(1);
  const wrong = server.requests.filter((asked) => asked.fault !== undefined).length;
  note(
    `${name}: ${papers} papers in ${server.requests.length} requests, ${wrong} of which went wrong; TEST_SEED=${seed}`,
  );
});
