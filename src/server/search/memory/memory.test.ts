import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { ingest } from '#catalogue/ingest.ts';
import type { Db } from '#db/schema.ts';
import type { Sighting } from '#sources/sighting.ts';
import { ended, startNode } from '#test/harness/child.ts';
import { WORDS } from '#test/harness/corpora.ts';
import { openerOf, testEmbedder } from '#test/harness/embedders.ts';
import { catalogueIds, freshIndex, handleOn, idOf, invented, library } from '#test/harness/library.ts';
import { until } from '#test/harness/until.ts';
import { search } from '../search.ts';
import type { SearchIndex } from '../search-index.ts';
import { similarTo } from '../similar.ts';
import { bringIndexUpToDate, rebuildIndex } from '../store/indexer.ts';
import { suggestions } from '../suggest.ts';
import type { ToThread } from './memory.ts';

const HOLDER = { holder: 'test' };
const OPTIONS = openerOf({ builtIn: testEmbedder() });
const some = (count: number, from = 0) => Array.from({ length: count }, (_, n) => invented(from + n));
const ask = (index: SearchIndex, db: Db, text: string) =>
  search(index, db, { text, order: 'relevance', offset: 0, limit: 10 });

describe.each([{ isBeside: true }, { isBeside: false }])(
  'an index in memory ($isBeside: in a thread of its own)',
  (beside) => {
    const options = { ...OPTIONS, ...beside };

    test('answers questions of every kind, and says how far it is', async () => {
      const { db, index } = await library(some(20), OPTIONS);
      const follower = await handleOn(index, options);
      expect(await ask(follower, db, 'invented result 7')).toMatchObject({ total: 1, matched: 'all' });
      const { hits, by } = await similarTo(follower, db, [idOf(3)], { limit: 4 });
      expect([hits.length, by]).toEqual([4, 'meaning']);
      expect((await suggestions(follower, db, 'ada example1', 3)).authors[0]).toMatchObject({ papers: 1 });
      const { written } = (await index.store.answering())!;
      const { watermark, vectors } = written;
      expect(await follower.memory.current()).toEqual({
        watermark,
        papers: 20,
        vectors,
        isChanging: false,
        bytes: expect.any(Number),
      });
    });

    test('follows what another process writes', async () => {
      const { db, index } = await library(some(3), OPTIONS);
      const follower = await handleOn(index, options);
      expect((await ask(follower, db, 'platypus')).total).toBe(0);
      for (const n of [1, 2, 3]) {
        await ingest(db, [invented(100 + n, { title: `The platypus ${n}` })]);
        await bringIndexUpToDate(index, db, HOLDER);
        await until('it is found', async () => (await ask(follower, db, 'platypus')).total === n, 5_000);
      }
      await until('its vector too', async () => {
        const { hits } = await ask(follower, db, 'The platypus 3 What was found in case');
        return hits[0]?.because.some(({ signal }) => signal === 'meaning');
      });
    });

    test('goes on answering while the index is built anew, again and again', async () => {
      const { db, index } = await library(some(300), OPTIONS);
      const follower = await handleOn(index, options);
      let building = true;
      let asked = 0;
      const asking = (async () => {
        while (building) {
          // As if a second had gone by: the tables are read during each of the builds.
          follower.memory.forget();
          expect((await ask(follower, db, 'invented')).total).toBe(300);
          asked++;
        }
      })();
      for (let round = 0; round < 8; round++) await rebuildIndex(index, db, HOLDER);
      building = false;
      await asking;
      expect(asked).toBeGreaterThan(8);
      expect(follower.isOff).toBe(false);
    });

    test('says that files are damaged, and answers again once they are mended', async () => {
      const { db, index } = await library(some(5), OPTIONS);
      for (const table of readdirSync(index.folder).filter((name) => name.startsWith('papers_'))) {
        rmSync(join(index.folder, table, 'data'), { recursive: true });
      }
      const follower = await handleOn(index, options);
      await expect(ask(follower, db, 'invented')).rejects.toMatchObject({
        kind: 'SourceUnavailable',
        message: expect.stringContaining('damaged'),
      });
      expect(follower.isOff).toBe(true);
      expect(await bringIndexUpToDate(follower, db, HOLDER)).toMatchObject({ rebuilt: true });
      expect((await ask(follower, db, 'invented')).total).toBe(5);
      expect(follower.isOff).toBe(false);
    });

    test('waits for an index that is not there yet', async () => {
      const { db } = await library(some(2), OPTIONS);
      const absent = await freshIndex(OPTIONS);
      const follower = await handleOn(absent, options);
      await expect(ask(follower, db, 'invented')).rejects.toMatchObject({ kind: 'SourceUnavailable' });
      await bringIndexUpToDate(absent, db, HOLDER);
      await until('it answers', async () => (await ask(follower, db, 'invented').catch(() => undefined))?.total === 2);
    });

    test('a paper that gave way to another is gone, and found by its former id', async () => {
      const title = 'A title that is long enough to be the only one of its kind';
      const page = { ...invented(1, { title, authors: [] }), source: 'daily-papers-page', arxivId: undefined };
      const { db, index } = await library([page as unknown as Sighting, invented(2)], OPTIONS);
      const follower = await handleOn(index, options);
      const former = (await ask(follower, db, title)).hits[0]!.paper.id;
      await ingest(db, [invented(500, { title, authors: [], abstract: 'Wombats.' })]);
      await bringIndexUpToDate(index, db, HOLDER);
      await until('it has the new one', async () => (await ask(follower, db, 'wombats')).total === 1);
      expect((await follower.memory.current()).papers).toBe(2);
      expect((await ask(follower, db, 'kind')).hits.map(({ paper }) => paper.id)).toEqual([idOf(500)]);
      expect((await ask(follower, db, `id:${former}`)).hits.map(({ paper }) => paper.id)).toEqual([idOf(500)]);
      expect((await similarTo(follower, db, [former], { limit: 3 })).hits).toEqual([]);
    });
  },
);

/** The thread that is started meanwhile. */
async function threadOf(work: () => Promise<unknown>): Promise<Worker> {
  const started = once(process, 'worker') as unknown as Promise<[Worker]>;
  await work();
  return (await started)[0];
}

test('a thread that ends is replaced: the next question is answered', async () => {
  const { db, index } = await library(some(4), OPTIONS);
  const follower = await handleOn(index, { ...OPTIONS, isBeside: true });
  for (let round = 0; round < 2; round++) {
    const thread = await threadOf(() => ask(follower, db, 'invented'));
    const asking = Promise.allSettled(Array.from({ length: 20 }, () => ask(follower, db, 'invented')));
    thread.postMessage('end' satisfies ToThread);
    await once(thread, 'exit');
    // Whatever was under way is answered or fails with a sentence, and never hangs.
    for (const one of await asking) {
      if (one.status === 'fulfilled') expect(one.value.total).toBe(4);
      else expect(one.reason).toMatchObject({ kind: 'SourceUnavailable', message: expect.stringContaining('ended') });
    }
    // Those may have started another already.
    if (round === 0) await follower.memory.close();
  }
  expect((await ask(follower, db, 'invented')).total).toBe(4);
  await ingest(db, [invented(50, { title: 'The platypus' })]);
  await bringIndexUpToDate(index, db, HOLDER);
  await until('the new thread follows too', async () => (await ask(follower, db, 'platypus')).total === 1, 5_000);
});

test('a thread at rest keeps no process alive', async () => {
  const { index } = await library(some(6), OPTIONS);
  const { code, stdout, stderr } = await ended(startNode(['test/harness/following.ts', index.folder]));
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '6\n', stderr: '' });
});

test('a process that closes its thread lives until it has ended, also when an answer comes meanwhile', async () => {
  const { index } = await library(some(6), OPTIONS);
  const { code, stdout, stderr } = await ended(startNode(['test/harness/closing.ts', index.folder]));
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'closed after 6\n', stderr: '' });
});

test('with many outdated papers in memory it is filled anew, and has no more than there are', async () => {
  const { db, index } = await library(some(500), OPTIONS);
  const follower = await handleOn(index, OPTIONS);
  for (let round = 1; round <= 6; round++) {
    const seenAt = `2026-06-${19 + round}T00:00:00.000Z`;
    const changed = some(500).map((sighting) => ({ ...sighting, seenAt, keywords: [WORDS[round]!] }));
    await ingest(db, changed);
    await bringIndexUpToDate(index, db, HOLDER);
    follower.forget();
    expect((await ask(follower, db, WORDS[round]!)).total).toBe(500);
  }
  const before = (await follower.memory.current()).bytes;
  follower.forget();
  expect((await ask(follower, db, WORDS[6]!)).total).toBe(500);
  expect((await ask(follower, db, WORDS[5]!)).total).toBe(0);
  const { papers, bytes } = await follower.memory.current();
  expect(papers).toBe((await catalogueIds(db)).length);
  expect(bytes).toBeLessThan(before);
});
