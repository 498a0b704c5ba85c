import { once } from 'node:events';
import { expect, test } from 'vitest';
import { ingest } from '#catalogue/ingest.ts';
import type { Sighting } from '#sources/sighting.ts';
import { environmentOf, startNode } from '#test/harness/child.ts';
import { openerOf, outOfReach, type TestEmbedder, testEmbedder } from '#test/harness/embedders.ts';
import { describeEngines } from '#test/harness/engines.ts';
import {
  catalogueIds,
  freshIndex,
  handleOn,
  idOf,
  invented,
  library,
  vectorIds,
  vectorTables,
} from '#test/harness/library.ts';
import { search } from '../search.ts';
import type { SearchIndex } from '../search-index.ts';
import { bringIndexUpToDate } from './indexer.ts';
import { indexState } from './state.ts';

const HOLDER = { holder: 'test' };
const some = (count: number, from = 0, more: Partial<Sighting> = {}) =>
  Array.from({ length: count }, (_, n) => invented(from + n, more));
const asked = (text: string) => ({ text, order: 'relevance' as const, offset: 0, limit: 10 });

/** The built-in embedder of these tests and two to choose, of other vectors and lengths. */
function embedders() {
  const builtIn = testEmbedder();
  const slow = testEmbedder({ kind: 'openai', model: 'slow', salt: 1, dimensions: 48 });
  const other = testEmbedder({ kind: 'openai', model: 'other', salt: 2, dimensions: 32 });
  return { builtIn, slow, other };
}

/** Asks in the way of another process, which looks at the index afresh. */
function ask(index: SearchIndex, db: Parameters<typeof search>[1], text: string) {
  index.forget();
  return search(index, db, asked(text));
}

/** Calls `then` before an embedder's papers with that place among its calls, counted from 0. */
function atCall(embedder: TestEmbedder, place: number, then: (signal: AbortSignal | undefined) => unknown): void {
  let calls = 0;
  embedder.before = (_, signal) => (calls++ === place ? then(signal) : undefined);
}

test('another embedder’s vectors are made beside those that answer, and take over once they are whole', async () => {
  const { builtIn, slow } = embedders();
  const { db, index } = await library(some(150), openerOf({ builtIn }));
  expect(await vectorIds(index)).toEqual({ [builtIn.fingerprint]: await catalogueIds(db) });
  const changed = await handleOn(index, openerOf({ builtIn, chosen: slow }));
  const asking = await handleOn(index, openerOf({ builtIn, chosen: slow }));
  let seen: Awaited<ReturnType<typeof ask>> | undefined;
  atCall(slow, 2, async () => {
    seen = await ask(asking, db, 'case 7 was found');
  });
  const run = await bringIndexUpToDate(changed, db, HOLDER);
  expect(run).toMatchObject({ rebuilt: false, indexed: 0, embedded: 150, isWhole: true });
  expect(builtIn.questions).toEqual(['case 7 was found']);
  expect(seen!.hits[0]!.because.map(({ signal }) => signal)).toContain('meaning');
  expect(seen).not.toHaveProperty('wordsAlone');

  const { hits } = await ask(asking, db, 'another case 7 was found');
  expect(slow.questions).toEqual(['another case 7 was found']);
  expect(hits[0]!.because.map(({ signal }) => signal)).toContain('meaning');
  expect(await vectorIds(asking)).toEqual({ [slow.fingerprint]: await catalogueIds(db) });
  expect(await vectorTables(asking)).toBe(1);
  expect(await indexState(asking, db)).toMatchObject({ vectors: { model: 'slow', dimensions: 48, papers: 150 } });
  expect(await bringIndexUpToDate(changed, db, HOLDER)).toMatchObject({ embedded: 0, isWhole: true });
  expect([builtIn.papers.length, slow.papers.length]).toEqual([150, 150]);
});

test('told to stop it goes on later, and embeds nothing twice', async () => {
  const { builtIn, slow } = embedders();
  const { db, index } = await library(some(1_100), openerOf({ builtIn }));
  const changed = await handleOn(index, openerOf({ builtIn, chosen: slow }));
  const stop = new AbortController();
  slow.before = () => slow.papers.length >= 1_000 && stop.abort();
  await expect(bringIndexUpToDate(changed, db, { ...HOLDER, signal: stop.signal })).rejects.toThrow('aborted');
  expect(await indexState(changed, db)).toMatchObject({ vectors: { papers: 1_100 }, next: { papers: 1_000 } });
  slow.before = () => undefined;
  expect(await bringIndexUpToDate(changed, db, HOLDER)).toMatchObject({ embedded: 100, isWhole: true });
  expect(new Set(slow.papers).size).toBe(1_100);
  expect(slow.papers).toHaveLength(1_100);
  expect(await vectorTables(changed)).toBe(1);
});

describeEngines('vectors', (on) => {
  test.each([0, 1_000])('killed after %i were embedded, the next run embeds the others', async (done) => {
    const place = await on.place();
    const { db } = await on.database(place);
    await ingest(db, some(1_050));
    const { builtIn, slow } = embedders();
    const index = await freshIndex(openerOf({ builtIn }));
    await bringIndexUpToDate(index, db, { holder: 'child' });
    const script = ['test/harness/killed-embedding.ts', index.folder, '1', String(done)];
    const child = startNode(script, { env: environmentOf(place) });
    const end = once(child, 'close');
    let said = '';
    for await (const chunk of child.stdout!) {
      said += chunk;
      if (said.split('\n').includes(String(done))) child.kill('SIGKILL');
    }
    expect(await end).toEqual([null, 'SIGKILL']);
    const chosen = testEmbedder({ kind: 'openai', salt: 1 });
    const after = await handleOn(index, openerOf({ builtIn, chosen }));
    expect((await ask(after, db, 'invented')).total).toBe(1_050);
    expect(await bringIndexUpToDate(after, db, { holder: 'child' })).toMatchObject({
      embedded: 1_050 - done,
      isWhole: true,
    });
    expect(chosen.papers).toHaveLength(1_050 - done);
    expect(await vectorIds(after)).toEqual({ [chosen.fingerprint]: await catalogueIds(db) });
    expect(await vectorTables(after)).toBe(1);
    expect(slow.papers).toEqual([]);
  });
});

test('papers that come while vectors are made are found by their words, and get theirs in the same run', async () => {
  const { builtIn, slow } = embedders();
  const { db, index } = await library(some(200), openerOf({ builtIn }));
  const changed = await handleOn(index, openerOf({ builtIn, chosen: slow }));
  const asking = await handleOn(index, openerOf({ builtIn, chosen: slow }));
  const found: number[] = [];
  let calls = 0;
  slow.before = async () => {
    calls++;
    if (calls === 1) await ingest(db, [invented(900, { title: 'The platypus' })]);
    if (calls <= 2) found.push((await ask(asking, db, 'platypus')).total);
  };
  expect(await bringIndexUpToDate(changed, db, HOLDER)).toMatchObject({ indexed: 1, isWhole: true });
  expect(found).toEqual([0, 1]);
  expect(await vectorIds(changed)).toEqual({ [slow.fingerprint]: await catalogueIds(db) });
});

test('a paper whose text did not change is not embedded again, one whose text did is', async () => {
  const { builtIn } = embedders();
  const { db, index } = await library(some(3), openerOf({ builtIn }));
  const later = { seenAt: '2026-06-19T00:00:00.000Z' };
  await ingest(db, [invented(0, { ...later, keywords: ['marsupials'] }), invented(1, { ...later, title: 'Numbats' })]);
  expect(await bringIndexUpToDate(index, db, HOLDER)).toMatchObject({ indexed: 2, embedded: 1 });
  expect(builtIn.papers.slice(3)).toEqual(['Numbats']);
  const { hits } = await ask(index, db, 'marsupials');
  expect(hits[0]!.paper.id).toBe(idOf(0));
  // Its vector is still its own, in memory too.
  const near = await ask(index, db, 'Invented result number 0 What was found in case 0');
  const own = near.hits.find(({ paper }) => paper.id === idOf(0))!;
  expect(own.because.map(({ signal }) => signal)).toContain('meaning');
});

test('a paper that merged into another takes its vector with it', async () => {
  const { builtIn } = embedders();
  const title = 'A title that is long enough to be the only one of its kind';
  const nameless = { ...invented(1, { title, source: 'daily-papers-page' }), arxivId: undefined, authors: [] };
  const { db, index } = await library([nameless as unknown as Sighting, invented(2)], openerOf({ builtIn }));
  const [, former = ''] = await catalogueIds(db);
  expect(former).not.toBe(idOf(500));
  await ingest(db, [invented(500, { title, authors: [] })]);
  await bringIndexUpToDate(index, db, HOLDER);
  expect(await vectorIds(index)).toEqual({ [builtIn.fingerprint]: [idOf(2), idOf(500)] });
  expect(await indexState(index, db)).toMatchObject({ papersIndexed: 2, vectors: { papers: 2 } });
  expect((await ask(index, db, `id:${former}`)).hits.map(({ paper }) => paper.id)).toEqual([idOf(500)]);
  expect((await ask(index, db, 'kind')).hits.map(({ paper }) => paper.id)).toEqual([idOf(500)]);
});

test('an embedder that fails leaves words working, and a later run does the rest', async () => {
  const { builtIn } = embedders();
  const index = await freshIndex(openerOf({ builtIn }));
  const { db } = await library([]);
  await ingest(db, some(100));
  const messages: string[] = [];
  const options = { ...HOLDER, onMessage: (message: string) => messages.push(message) };
  builtIn.before = () => {
    throw outOfReach('The endpoint');
  };
  expect(await bringIndexUpToDate(index, db, options)).toMatchObject({ indexed: 100, embedded: 0, isWhole: false });
  expect(messages).toEqual(['Papers get no vectors for now: The endpoint is out of reach.']);
  expect(await ask(index, db, 'invented')).toMatchObject({ total: 100 });
  atCall(builtIn, 1, () => {
    throw outOfReach('The endpoint');
  });
  expect(await bringIndexUpToDate(index, db, HOLDER)).toMatchObject({ isWhole: false });
  builtIn.before = () => undefined;
  expect(await bringIndexUpToDate(index, db, HOLDER)).toMatchObject({ isWhole: true });
  expect(await vectorIds(index)).toEqual({ [builtIn.fingerprint]: await catalogueIds(db) });
});

test('where the chosen one cannot be opened the built-in one stands in, until it can', async () => {
  const { builtIn, slow } = embedders();
  const choice = { kind: 'openai', model: 'slow' } as const;
  const { db, index } = await library(some(5), openerOf({ builtIn, choice }));
  expect(await vectorIds(index)).toEqual({ [builtIn.fingerprint]: await catalogueIds(db) });
  expect(await bringIndexUpToDate(index, db, HOLDER)).toMatchObject({ embedded: 0, isWhole: false });
  const opened = await handleOn(index, openerOf({ builtIn, chosen: slow }));
  expect(await bringIndexUpToDate(opened, db, HOLDER)).toMatchObject({ embedded: 5, isWhole: true });
  expect(await vectorIds(opened)).toEqual({ [slow.fingerprint]: await catalogueIds(db) });
});

test('vectors that are there wait for their embedder, and are not replaced by the built-in one’s', async () => {
  const { builtIn, slow } = embedders();
  const { db, index } = await library(some(5), openerOf({ builtIn, chosen: slow }));
  expect(builtIn.papers).toEqual([]);
  await ingest(db, [invented(9, { title: 'The platypus' })]);
  const without = await handleOn(index, openerOf({ builtIn, choice: { kind: 'openai', model: 'slow' } }));
  expect(await bringIndexUpToDate(without, db, HOLDER)).toMatchObject({ indexed: 1, embedded: 0, isWhole: false });
  expect((await vectorIds(without))[slow.fingerprint]).toHaveLength(5);
  const { total, wordsAlone } = await ask(without, db, 'platypus');
  expect([total, wordsAlone]).toEqual([1, expect.stringContaining('words alone')]);
  const back = await handleOn(index, openerOf({ builtIn, chosen: slow }));
  expect(await bringIndexUpToDate(back, db, HOLDER)).toMatchObject({ embedded: 1, isWhole: true });
  expect([builtIn.papers.length, slow.papers.length]).toEqual([0, 6]);
});

test('who changes back finds the vectors that answered all along; what was begun is taken away', async () => {
  const { builtIn, slow, other } = embedders();
  const { db, index } = await library(some(150), openerOf({ builtIn }));
  const begin = async (chosen: TestEmbedder) => {
    const stop = new AbortController();
    atCall(chosen, 1, () => stop.abort());
    const handle = await handleOn(index, openerOf({ builtIn, chosen }));
    await expect(bringIndexUpToDate(handle, db, { ...HOLDER, signal: stop.signal })).rejects.toThrow('aborted');
    chosen.before = () => undefined;
    return handle;
  };
  await begin(slow);
  expect(await indexState(index, db)).toMatchObject({ vectors: { kind: 'static' }, next: { model: 'slow' } });
  const back = await handleOn(index, openerOf({ builtIn }));
  expect(await bringIndexUpToDate(back, db, HOLDER)).toMatchObject({ embedded: 0, isWhole: true });
  expect(await indexState(back, db)).not.toHaveProperty('next');
  expect([await vectorTables(back), builtIn.papers.length]).toEqual([1, 150]);

  await begin(slow);
  const third = await begin(other);
  expect(await bringIndexUpToDate(third, db, HOLDER)).toMatchObject({ embedded: 150, isWhole: true });
  expect(await vectorIds(third)).toEqual({ [other.fingerprint]: await catalogueIds(db) });
  expect(await vectorTables(third)).toBe(1);
});
