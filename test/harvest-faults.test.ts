import { rmSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { type Database, openDatabase } from '#db/open.ts';
import { addDays } from '#floor/day.ts';
import { arxiv } from '#sources/arxiv/source.ts';
import { temporaryFolder } from './harness/engines.ts';
import { type Harvesting, harvestOnce, listsAt } from './harness/harvesting.ts';
import { BOMB_NAMES } from './harness/stand-ins/bombs.ts';
import { canary } from './harness/stand-ins/canary.ts';
import * as fault from './harness/stand-ins/faults.ts';
import type { Plan } from './harness/stand-ins/plan.ts';
import type { StandIn } from './harness/stand-ins/server.ts';
import { standIn } from './harness/stand-ins/stand-in.ts';

/** Between two requests, in milliseconds: the courtesy that every test asserts. */
const EVERY_MS = 25;
const RECORDS = 120;
const PAGE = 40;
/** So much more than before a harvest may hold on to; a page here is 60 kB, a bomb a gibibyte. */
const MOST_BYTES = 2 ** 20;
const MOST_GROWTH = 250 * 2 ** 20;

async function freshDatabase(): Promise<Database> {
  const dataDir = temporaryFolder();
  const database = await openDatabase({ dataDir, databaseUrl: '' });
  onTestFinished(async () => {
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return database;
}

async function idsIn({ db }: Database): Promise<string[]> {
  const rows = await db.selectFrom('papers').select('id').execute();
  return rows.map(({ id }) => id).sort();
}

async function sightingsIn({ db }: Database): Promise<number> {
  const { count } = await db
    .selectFrom('sightings')
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** No two requests at once, and none sooner after another than the courtesy allows. */
function expectCourtesy(server: StandIn): void {
  expect(server.mostAtOnce).toBe(1);
  const gaps = server.requests.slice(1).map(({ at }, n) => at - server.requests[n]!.at);
  // A request that waited for its connection arrives a moment late, and the next seems early by as much.
  expect(Math.min(...gaps, EVERY_MS)).toBeGreaterThan(EVERY_MS * 0.6);
}

/** arXiv's changes, from a stand-in that stands at the week of its papers: three pages of one list. */
async function changesOf(...faults: Plan[]) {
  const server = await standIn({ kind: 'oai', records: RECORDS, pageSize: PAGE, faults });
  onTestFinished(() => server.close());
  const days = server.catalogue.inOrder().map(({ datestamp }) => datestamp);
  let hours = 12;
  const now = () => new Date(Date.parse(addDays(days.at(-1)!, 1)) + hours * 3_600_000);
  server.clock.now = now;
  const harvesting: Harvesting = { list: /^changes /, everyMs: EVERY_MS, mostBytes: MOST_BYTES, now };
  const lists = listsAt(arxiv, server.url, harvesting);
  const run = async (database: Database, from?: string) =>
    (await harvestOnce(database, lists, { ...harvesting, ...(from && { from }) }))[0]!;
  return {
    server,
    expected: () =>
      server.catalogue
        .inOrder('cs')
        .map(({ arxivId }) => arxivId)
        .sort(),
    /** The list from its beginning. */
    begin: (database: Database) => run(database, days[0]!),
    /** The list from where it stands, two hours later. */
    goOn: (database: Database) => {
      hours += 2;
      return run(database);
    },
  };
}
type Changes = Awaited<ReturnType<typeof changesOf>>;

/** Harvests through whatever befalls, again and again until there is nothing more and nothing is owed. */
async function harvestThrough({ begin, goOn }: Changes, database: Database): Promise<void> {
  let ran = await begin(database);
  for (let run = 1; run < 8 && (ran.outcome !== 'done' || ran.done.counts.owed! > 0); run++) ran = await goOn(database);
  expect(ran).toMatchObject({ outcome: 'done', done: { counts: { owed: 0 } } });
}

const second: Pick<Plan, 'page'> = { page: 2 };
const passing: [name: string, plan: Plan][] = [
  ['429 with Retry-After in seconds', { fault: fault.refused(429, 1), ...second, tries: 1 }],
  ['429 with a Retry-After of nothing', { fault: fault.refused(429, 0), ...second, tries: 3 }],
  [
    '429 with a moment as Retry-After',
    { fault: fault.refused(429, new Date(Date.now() + 1_500)), ...second, tries: 1 },
  ],
  ['429 with nonsense as Retry-After', { fault: fault.refused(429, 'soon'), ...second, tries: 2 }],
  ['429 without Retry-After', { fault: fault.refused(429), ...second, tries: 3 }],
  ['503', { fault: fault.refused(503), ...second, tries: 3 }],
  ['503 with Retry-After', { fault: fault.refused(503, 1), ...second, tries: 1 }],
  ['500', { fault: fault.refused(500), ...second, tries: 2 }],
  ['a hang before the head', { fault: fault.hang('nothing'), ...second, tries: 1 }],
  ['a hang in the body', { fault: fault.hang('half'), ...second, tries: 1 }],
  ['a connection cut before the head', { fault: fault.cut('nothing'), ...second, tries: 2 }],
  ['a connection cut in the body', { fault: fault.cut('half'), ...second, tries: 2 }],
  ['half a page', { fault: fault.halfPage, ...second, tries: 1 }],
  ['a wrong charset in the head', { fault: fault.wrongCharset(), ...second, tries: 1 }],
  ['an expired token', { fault: fault.expiredToken, page: 2, tries: 1 }],
  ['a page that comes twice', { fault: fault.duplicatePage, page: 3, tries: 1 }],
  ['pages out of order', { fault: fault.outOfOrder, page: 2, tries: 1 }],
  ['a token that leads to itself', { fault: fault.tokenLoop(), ...second, tries: 1 }],
  ['a token that leads back', { fault: fault.tokenLoop(1), page: 3, tries: 1 }],
  ['200 with an error as text', { fault: fault.errorBody('text'), ...second, tries: 1 }],
  ['200 with an error as HTML', { fault: fault.errorBody('html'), ...second, tries: 1 }],
  ['200 with an error as JSON', { fault: fault.errorBody('json'), ...second, tries: 1 }],
  ['a body of 1 GiB, told', { fault: fault.hugeBody('told'), ...second, tries: 1 }],
  ['a body of 1 GiB in chunks', { fault: fault.hugeBody('in chunks'), ...second, tries: 1 }],
  ['1 MiB of gzip that is 1 GiB', { fault: fault.gzipBomb(), ...second, tries: 1 }],
  ['trouble at random', { fault: fault.refused(503), chance: 0.4, seed: 7 }],
];

test.each(passing)('%s: nothing is lost, nothing twice, and the courtesy is kept', async (_, plan) => {
  const changes = await changesOf(plan);
  const { server, expected } = changes;
  const database = await freshDatabase();
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 5);
  await harvestThrough(changes, database);
  clearInterval(watch);
  expect(await idsIn(database)).toEqual(expected());
  expect(await sightingsIn(database)).toBe(expected().length);
  expect(server.requests.some((asked) => asked.fault !== undefined)).toBe(true);
  expectCourtesy(server);
  expect(most - before).toBeLessThan(MOST_GROWTH);
});

test('a Retry-After is waited for', async () => {
  const plan = { fault: fault.refused(429, 1), page: 2, tries: 1 };
  const changes = await changesOf(plan);
  const { server } = changes;
  await harvestThrough(changes, await freshDatabase());
  const at = server.requests.findIndex((asked) => asked.fault !== undefined);
  expect(server.requests[at + 1]!.at - server.requests[at]!.at).toBeGreaterThan(950);
});

test('letters in a wrong encoding cost the records that have them, which are kept raw and come again', async () => {
  const changes = await changesOf({ fault: fault.latin1, page: 1 });
  const { server, expected } = changes;
  const [, accented] = server.catalogue.inOrder('cs');
  server.catalogue.put({ ...accented!, abstract: `Gödel said: ${accented!.abstract}` });
  const database = await freshDatabase();
  await harvestThrough(changes, database);
  const unread = await database.db.selectFrom('unread_records').selectAll().execute();
  expect(unread.length).toBeGreaterThan(0);
  const isUnread = (id: string) => unread.some((row) => row.record_key?.includes(id));
  expect(await idsIn(database)).toEqual(expected().filter((id) => !isUnread(id)));
  server.set();
  await changes.begin(database);
  expect(await idsIn(database)).toEqual(expected());
  expect(await database.db.selectFrom('unread_records').selectAll().execute()).toEqual([]);
});

test.each(BOMB_NAMES)(
  'an XML bomb (%s) is no page: its records come when it is gone, and nothing is fetched for it',
  async (bomb) => {
    const bird = await canary();
    const plan = { fault: fault.xmlBomb(bomb, bird.url), page: 2, tries: 1 };
    const changes = await changesOf(plan);
    const { expected } = changes;
    onTestFinished(() => bird.close());
    const database = await freshDatabase();
    await harvestThrough(changes, database);
    // What a record holds may be too much for it, while the page is one: then it alone is put aside.
    const unread = await database.db.selectFrom('unread_records').select('id').execute();
    expect((await idsIn(database)).length + unread.length).toBe(expected().length);
    expect(unread.length).toBeLessThanOrEqual(1);
    expect(bird.connections).toBe(0);
  },
);

test.each([
  ['another address of this machine', (url: string) => fault.redirect(`${url}/oai`)],
  ['where cloud machines keep their secrets', () => fault.redirectToMetadata],
  ['round in a circle', () => fault.redirectLoop],
])('a redirect to %s is not followed; the harvest rests, and goes on when it is gone', async (_, redirect) => {
  const bird = await canary();
  onTestFinished(() => bird.close());
  const plan: Plan = { fault: redirect(bird.url), page: 2 };
  const changes = await changesOf(plan);
  const { server, expected } = changes;
  const database = await freshDatabase();
  expect(await changes.begin(database)).toMatchObject({ outcome: 'failed', error: { kind: 'unsafe' } });
  expect(await idsIn(database)).toHaveLength(PAGE);
  expect(bird.connections).toBe(0);
  server.set();
  expect(await changes.goOn(database)).toMatchObject({ outcome: 'done' });
  expect(await idsIn(database)).toEqual(expected());
});

test('a source that is down is asked five times a run, further and further apart, and its job rests', async () => {
  const { server, begin } = await changesOf({ fault: fault.refused(503) });
  const database = await freshDatabase();
  expect(await begin(database)).toMatchObject({ outcome: 'failed' });
  expect(server.requests).toHaveLength(5);
  const [row] = await database.db.selectFrom('jobs').selectAll().execute();
  expect(row).toMatchObject({ outcome: 'failed', tries: 1 });
  expect(Date.parse(row!.due_at) - Date.parse(row!.ended_at!)).toBeGreaterThanOrEqual(15 * 60_000);
});

test('records that are replaced while they are harvested are there in the end as they are in the end', async () => {
  const { server, expected, begin, goOn } = await changesOf();
  const database = await freshDatabase();
  const [first, , third] = server.catalogue.inOrder('cs');
  const today = server.clock.now().toISOString().slice(0, 10);
  const changing = setInterval(() => {
    if (server.requests.length < 2) return;
    clearInterval(changing);
    server.catalogue.replace(first!.arxivId, today, { title: 'A title of the second version' });
    server.catalogue.replace(third!.arxivId, today);
  }, 1);
  onTestFinished(() => clearInterval(changing));
  await begin(database);
  await goOn(database);
  // A record that is replaced between two pages of its day moves those after it up by one, over the token's edge: arXiv
  // shows the last of them to nobody until its day is read again.
  expect((await idsIn(database)).length).toBeGreaterThanOrEqual(expected().length - 2);
  await begin(database);
  expect(await idsIn(database)).toEqual(expected());
  const row = await database.db
    .selectFrom('papers')
    .select('title')
    .where('id', '=', first!.arxivId)
    .executeTakeFirst();
  expect(row?.title).toBe('A title of the second version');
});
