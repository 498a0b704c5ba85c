import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { catalogueRevision } from '#catalogue/find.ts';
import { ingest } from '#catalogue/ingest.ts';
import { dropLease, takeLease } from '#db/lease.ts';
import type { Sighting } from '#sources/sighting.ts';
import { environmentOf, startNode } from '#test/harness/child.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { BUILT_IN, catalogueIds, freshIndex, idOf, indexedIds, invented, vectorIds } from '#test/harness/library.ts';
import { freshSeed, randomFrom } from '#test/harness/random.ts';
import { until } from '#test/harness/until.ts';
import { search } from '../search.ts';
import { openSearchIndex as open } from '../search-index.ts';
import { INDEX_LEASE } from './hold.ts';
import { bringIndexUpToDate, rebuildIndex, waitUntilIndexed } from './indexer.ts';
import { indexState } from './state.ts';

/** How often a process is killed while it writes an index: twenty times on both engines together. */
const KILLS = 10;
const HOLDER = { holder: 'test' };
const openSearchIndex = (uri: string) => open(uri, BUILT_IN);
const asked = (text: string) => ({ text, order: 'relevance' as const, offset: 0, limit: 10 });
const some = (count: number, from = 0, more: Partial<Sighting> = {}) =>
  Array.from({ length: count }, (_, n) => invented(from + n, more));

/** One work that the page shows without an id and arXiv with one: the page's paper gives way to arXiv's. */
const ANONYMOUS: Sighting = {
  source: 'daily-papers-page',
  sourceKey: 'x',
  seenAt: '2026-06-18T12:00:00.000Z',
  title: 'A title that is long enough to be the only one of its kind',
  abstract: 'Wombats.',
  listedOn: '2026-06-18',
};
const NAMED = invented(500, { title: ANONYMOUS.title, authors: [] });

describeEngines('the indexer', (on) => {
  test('a new index has every paper, and says where it stands before and after', async () => {
    const { db } = await on.database();
    const index = await freshIndex();
    await ingest(db, some(5));
    expect(await indexState(index, db)).toMatchObject({ state: 'absent', papersIndexed: 0 });
    const done: string[] = [];
    const run = await bringIndexUpToDate(index, db, {
      ...HOLDER,
      onProgress: (progress) => done.push(`${progress.done} ${progress.stage}`),
    });
    expect(run).toMatchObject({ outcome: 'done', rebuilt: true, indexed: 5, removed: 0 });
    expect(done).toEqual(['5 papers', '5 vectors']);
    const catalogue = await catalogueRevision(db);
    expect(await indexState(index, db)).toEqual({
      state: 'current',
      papersIndexed: 5,
      watermark: catalogue,
      catalogueRevision: catalogue,
      vectors: { kind: 'static', model: expect.any(String), dimensions: expect.any(Number), papers: 5 },
    });
  });

  test('takes in what changes, and nothing twice', async () => {
    const { db } = await on.database();
    const index = await freshIndex();
    await ingest(db, some(3));
    await bringIndexUpToDate(index, db, HOLDER);
    await ingest(db, [...some(2, 3), invented(0, { title: 'Marsupials', seenAt: '2026-06-19T00:00:00.000Z' })]);
    expect(await indexState(index, db)).toMatchObject({ state: 'behind' });
    expect(await bringIndexUpToDate(index, db, HOLDER)).toMatchObject({ rebuilt: false, indexed: 3, removed: 0 });
    expect(await indexedIds(index)).toEqual(await catalogueIds(db));
    expect((await search(index, db, asked('marsupial'))).hits).toHaveLength(1);
    expect(await bringIndexUpToDate(index, db, HOLDER)).toMatchObject({ rebuilt: false, indexed: 0 });
  });

  test('a paper that merged into another is gone from the index', async () => {
    const { db } = await on.database();
    const index = await freshIndex();
    await ingest(db, [ANONYMOUS, ...some(2)]);
    await bringIndexUpToDate(index, db, HOLDER);
    await ingest(db, [NAMED]);
    expect(await bringIndexUpToDate(index, db, HOLDER)).toMatchObject({ rebuilt: false, indexed: 1, removed: 1 });
    expect(await indexedIds(index)).toEqual(await catalogueIds(db));
    expect(await catalogueIds(db)).toEqual([idOf(0), idOf(1), idOf(500)]);
  });

  test('another process sees new papers within two seconds', async () => {
    const { db } = await on.database();
    const index = await freshIndex();
    await ingest(db, some(2));
    await bringIndexUpToDate(index, db, HOLDER);
    const reader = await openSearchIndex(index.folder);
    expect((await search(reader, db, asked('platypus'))).hits).toEqual([]);
    await ingest(db, [invented(7, { title: 'The platypus' })]);
    await bringIndexUpToDate(index, db, HOLDER);
    await until('the reader finds it', async () => (await search(reader, db, asked('platypus'))).hits.length, 2_000);
    await rebuildIndex(index, db, HOLDER);
    expect((await search(reader, db, asked('platypus'))).hits).toHaveLength(1);
    await reader.close();
  });

  test('one process writes; others are told and may wait', async () => {
    const { db } = await on.database();
    const index = await freshIndex();
    await ingest(db, some(2));
    const lease = (await takeLease(db, INDEX_LEASE, 'somebody', 60_000))!;
    expect(await bringIndexUpToDate(index, db, HOLDER)).toEqual({ outcome: 'busy', holder: 'somebody' });
    expect(await rebuildIndex(index, db, HOLDER)).toEqual({ outcome: 'busy', holder: 'somebody' });
    expect(await indexState(index, db)).toMatchObject({ state: 'building' });
    const revision = await catalogueRevision(db);
    expect(await waitUntilIndexed(index, db, revision, 300)).toBe(false);
    const waiting = waitUntilIndexed(index, db, revision, 20_000);
    await dropLease(db, lease);
    await bringIndexUpToDate(await openSearchIndex(index.folder), db, HOLDER);
    expect(await waiting).toBe(true);
  });

  test('two at once, one of which works', async () => {
    const { db } = await on.database();
    const index = await freshIndex();
    const other = await openSearchIndex(index.folder);
    await ingest(db, some(20));
    const runs = await Promise.all([
      bringIndexUpToDate(index, db, { holder: 'a' }),
      bringIndexUpToDate(other, db, { holder: 'b' }),
    ]);
    expect(runs.map((run) => run.outcome).sort()).toEqual(['busy', 'done']);
    expect(await indexedIds(other)).toEqual(await catalogueIds(db));
    await other.close();
  });

  test('told to stop it stops, and gives the lease back', async () => {
    const { db } = await on.database();
    const index = await freshIndex();
    await ingest(db, some(10));
    const stop = new AbortController();
    const run = bringIndexUpToDate(index, db, { ...HOLDER, signal: stop.signal, onProgress: () => stop.abort() });
    await expect(run).rejects.toThrow('aborted');
    expect(await bringIndexUpToDate(index, db, { holder: 'next' })).toMatchObject({ outcome: 'done', indexed: 10 });
  });

  test('an index that belongs to another catalogue is built anew', async () => {
    const [{ db: one }, { db: other }] = [await on.database(), await on.database()];
    const index = await freshIndex();
    for (const n of [1, 2, 3]) await ingest(one, [invented(n)]);
    await bringIndexUpToDate(index, one, HOLDER);
    await ingest(other, some(4, 10));
    const messages: string[] = [];
    const again = await openSearchIndex(index.folder);
    await bringIndexUpToDate(again, other, { ...HOLDER, onMessage: (message) => messages.push(message) });
    expect(messages).toEqual([expect.stringContaining('belongs to another catalogue')]);
    expect(await indexedIds(again)).toEqual(await catalogueIds(other));
    for (const n of [20, 21]) await ingest(other, [invented(n)]);
    const backAgain = await openSearchIndex(index.folder);
    await other.deleteFrom('papers').where('id', '=', idOf(10)).execute();
    await bringIndexUpToDate(again, other, HOLDER);
    expect(await indexState(backAgain, other)).toMatchObject({
      state: 'damaged',
      why: 'has 6 papers where the catalogue has 5',
    });
    await bringIndexUpToDate(backAgain, other, HOLDER);
    expect(await indexedIds(backAgain)).toEqual(await catalogueIds(other));
    await again.close();
    await backAgain.close();
  });

  test('another catalogue is noticed when it has come as far or further, and an older state of the same one', async () => {
    const [{ db: one }, { db: other }] = [await on.database(), await on.database()];
    const index = await freshIndex();
    for (const n of [1, 2]) await ingest(one, [invented(n)]);
    await bringIndexUpToDate(index, one, HOLDER);
    for (const n of [3, 4, 5]) await ingest(other, [invented(n)]);
    const moved = await openSearchIndex(index.folder);
    expect(await indexState(moved, other)).toMatchObject({ state: 'damaged', why: 'belongs to another catalogue' });
    await bringIndexUpToDate(moved, other, HOLDER);
    expect(await indexedIds(moved)).toEqual(await catalogueIds(other));
    await other.updateTable('catalogue_state').set({ revision: 1 }).execute();
    expect(await indexState(moved, other)).toMatchObject({ why: 'belongs to a later state of the catalogue' });
    await moved.close();
  });

  test('many changes are taken in, and just what is there is found', async () => {
    const { db } = await on.database();
    const index = await freshIndex();
    await ingest(db, some(1_300, 0, { abstract: 'Of wombats, a study.' }));
    await bringIndexUpToDate(index, db, HOLDER);
    await ingest(db, some(1_100, 0, { abstract: 'Of numbats, a study.', seenAt: '2026-06-19T00:00:00.000Z' }));
    await bringIndexUpToDate(index, db, HOLDER);
    const total = async (text: string) => (await search(index, db, asked(text))).total;
    expect([await total('wombat'), await total('numbat'), await total('study')]).toEqual([200, 1_100, 1_300]);
    expect((await search(index, db, asked('Ada Example7'))).hits[0]!.paper.id).toBe(idOf(7));
    expect((await search(index, db, asked('Invented result number 1299'))).shortcut).toBe('title');
  });

  test('small changes leave no pile of files', { timeout: 120_000 }, async () => {
    const { db } = await on.database();
    const index = await freshIndex();
    await ingest(db, some(3));
    await bringIndexUpToDate(index, db, HOLDER);
    for (let n = 0; n < 70; n++) {
      await ingest(db, [invented(100 + n)]);
      await bringIndexUpToDate(index, db, HOLDER);
    }
    const { papers } = (await index.store.answering())!;
    expect((await papers.stats()).fragmentStats.numFragments).toBeLessThan(64);
    expect(await indexedIds(index)).toEqual(await catalogueIds(db));
  });

  test('killed at any moment, the next run makes it whole', { timeout: 240_000 }, async ({ annotate }) => {
    const seed = freshSeed();
    await annotate(`TEST_SEED=${seed}`);
    const random = randomFrom(seed);
    const place = await on.place();
    const { db } = await on.database(place);
    const index = await freshIndex();
    const start = async () => {
      const script = 'test/harness/killed-indexing.ts';
      const child = startNode([script, index.folder, 'child'], { env: environmentOf(place) });
      const end = once(child, 'close');
      await Promise.race([once(child.stdout!, 'data'), end]);
      return { child, end };
    };
    let from = 0;
    const grow = async (count: number) => {
      const changed =
        from > 0 ? some(count / 10, 0, { title: `Changed ${from}`, seenAt: `${2026 + from}-01-01T00:00:00.000Z` }) : [];
      await ingest(db, [...some(count, from), ...changed]);
      from += count;
    };
    await ingest(db, [ANONYMOUS]);
    await grow(1_400);
    const { end: firstEnd } = await start();
    const began = performance.now();
    expect(await firstEnd).toEqual([0, null]);
    const whole = performance.now() - began;
    for (let kill = 0; kill < KILLS; kill++) {
      if (kill === KILLS / 2) await ingest(db, [NAMED]);
      // Half of the kills fall into a build from nothing, half into taking in changes, which takes less long.
      const isBuild = kill % 2 === 0;
      if (isBuild) {
        const { connection } = await index.store.connect();
        index.forget();
        await connection.dropAllTables();
      } else await grow(kill === 1 ? 1_100 : 200);
      const { child, end } = await start();
      await sleep(random() * (isBuild ? whole : whole / 2));
      child.kill('SIGKILL');
      await end;
      const repairing = await openSearchIndex(index.folder);
      await bringIndexUpToDate(repairing, db, { holder: 'child' });
      expect(await indexedIds(repairing)).toEqual(await catalogueIds(db));
      expect(Object.values(await vectorIds(repairing))).toEqual([await catalogueIds(db)]);
      expect(await indexState(repairing, db)).toMatchObject({ state: 'current' });
      await repairing.close();
    }
  });
});
