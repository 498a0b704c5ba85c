import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { ingest } from '#catalogue/ingest.ts';
import { openerOf, testEmbedder, wordVector } from '#test/harness/embedders.ts';
import { handleOn, idOf, invented, library } from '#test/harness/library.ts';
import { IndexStore } from '../store/handle.ts';
import { bringIndexUpToDate, rebuildIndex } from '../store/indexer.ts';
import { Follower } from './follower.ts';
import { answerCall } from './memory.ts';

const HOLDER = { holder: 'test' };
const some = (count: number) => Array.from({ length: count }, (_, n) => invented(n));
const page = { order: 'relevance', offset: 0, limit: 10, facets: false, explain: false } as const;

afterEach(() => vi.restoreAllMocks());

function followerOf(uri: string): Follower {
  const follower = new Follower(uri);
  onTestFinished(() => follower.close());
  return follower;
}

/** Does something after the tables that answer were looked up, and before they are read. */
function afterLook(work: () => Promise<unknown>): void {
  const look = IndexStore.prototype.answering;
  let isFirst = true;
  vi.spyOn(IndexStore.prototype, 'answering').mockImplementation(async function (this: IndexStore) {
    const found = await look.call(this);
    if (isFirst) {
      isFirst = false;
      await work();
    }
    return found;
  });
}

const askedFor = (words: string, more: object = {}) => ({ words, name: '', clauses: [], ...page, ...more });

test('a question that comes before anything is in memory waits until it is', async () => {
  const { index } = await library(some(3), openerOf({ builtIn: testEmbedder() }));
  const call = { number: 1, method: 'search' as const, parameters: [askedFor('invented')] };
  expect(await answerCall(followerOf(index.uri), call)).toMatchObject({ number: 1, value: { total: 3 } });
});

test('tables that are taken away while they are read are looked for again', async () => {
  const builtIn = testEmbedder();
  const { db, index } = await library(some(20), openerOf({ builtIn }));
  const follower = followerOf(index.uri);
  afterLook(() => rebuildIndex(index, db, HOLDER));
  await follower.refresh();
  expect(follower.search(askedFor('invented')).total).toBe(20);
  // The same where only the vectors have given way.
  vi.restoreAllMocks();
  await ingest(db, [invented(30)]);
  const chosen = testEmbedder({ kind: 'openai', salt: 1 });
  const changed = await handleOn(index, openerOf({ builtIn, chosen }));
  afterLook(() => bringIndexUpToDate(changed, db, HOLDER));
  const another = followerOf(index.uri);
  await another.refresh();
  expect(another.state().vectors?.fingerprint).toBe(chosen.fingerprint);
});

test('a table that is taken away between the line that names it and its opening is looked for again', async () => {
  const { db, index } = await library(some(20), openerOf({ builtIn: testEmbedder() }));
  const store = new IndexStore(index.uri);
  onTestFinished(() => store.close());
  const { connection } = await store.connect();
  let builds = 0;
  const open = connection.openTable.bind(connection);
  vi.spyOn(connection, 'openTable').mockImplementation(async (name, ...more) => {
    if (name.startsWith('papers_') && ++builds <= 3) await rebuildIndex(index, db, HOLDER);
    return open(name, ...more);
  });
  expect((await store.answering())?.written.watermark).toBeGreaterThan(0);
  expect(builds).toBe(4);
});

test('vectors of another embedder take over at once and whole, and a question’s are compared with its own', async () => {
  const builtIn = testEmbedder();
  // Of the same length, so that nothing but the fingerprint tells them apart.
  const chosen = testEmbedder({ kind: 'openai', salt: 1 });
  const { db, index } = await library(some(400), openerOf({ builtIn }));
  const follower = followerOf(index.uri);
  await follower.refresh();
  const text = 'Invented result number 7 What was found in case 7 told at some length';
  const nearest = (salt: number, { fingerprint }: { fingerprint: string }) => {
    const vector = wordVector(text, 32, salt);
    const { hits } = follower.search(askedFor('invented', { vector, fingerprint }));
    return hits[0]!.nearness === undefined ? 'words alone' : Math.round(hits[0]!.nearness * 10) / 10;
  };
  expect(nearest(0, builtIn)).toBe(1);
  const changed = await handleOn(index, openerOf({ builtIn, chosen }));
  await bringIndexUpToDate(changed, db, HOLDER);
  let taken = false;
  const taking = follower.refresh().finally(() => {
    taken = true;
  });
  while (!taken) {
    // Until it is done the old ones answer, all of them; then the new ones.
    const { vectors } = follower.state();
    const isOld = vectors!.fingerprint === builtIn.fingerprint;
    expect([nearest(0, builtIn), nearest(1, chosen)]).toEqual(isOld ? [1, 'words alone'] : ['words alone', 1]);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await taking;
  expect([nearest(0, builtIn), nearest(1, chosen)]).toEqual(['words alone', 1]);
  expect(follower.similar({ ids: [idOf(7)], order: 'nearness', limit: 1 }).by).toBe('meaning');
});
