import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { moveCursor } from '#jobs/harvest/cursors.ts';
import { arxiv } from '#sources/arxiv/source.ts';
import { ended, environmentOf, startNode } from './harness/child.ts';
import { describeEngines } from './harness/engines.ts';
import { listsAt } from './harness/harvesting.ts';
import { note } from './harness/notes.ts';
import { freshSeed, randomFrom } from './harness/random.ts';
import { standIn } from './harness/stand-ins/stand-in.ts';

const RECORDS = 10_000;
const PAGE = 100;
const KILLS = 25;

describeEngines('a harvest of 10,000 records', ({ engine, place, database }) => {
  it(`killed ${KILLS} times at random loses no record and doubles none`, async () => {
    const server = await standIn({ kind: 'oai', records: RECORDS, pageSize: PAGE });
    const at = await place();
    const { db } = await database(at);
    const [list] = listsAt(arxiv, server.url, { list: /^changes / });
    const origin = { source: arxiv.name, stream: list!.stream.name };
    const start = list!.stream.from!('2020-01-01', { now: new Date() });
    await db.transaction().execute((trx) => moveCursor(trx, origin, start, new Date()));

    const seed = freshSeed();
    const random = randomFrom(seed);
    let [kills, whole] = [0, 250];
    for (;;) {
      const child = startNode(['test/harness/killed-harvest.ts', server.url], { env: environmentOf(at) });
      // A dead run's hold is let go as if its time had gone by.
      await db
        .updateTable('jobs')
        .set({ held_until: new Date(0).toISOString() })
        .execute();
      const end = ended(child);
      if (kills < KILLS) {
        // Kills spread over the whole harvest: each leaves a part of what is left.
        const before = server.requests.length;
        while (server.requests.length === before && child.exitCode === null) await sleep(2);
        await sleep(random() * whole);
        if (child.kill('SIGKILL')) kills++;
      }
      const { code, signal, stdout, stderr } = await end;
      if (signal === 'SIGKILL') continue;
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(JSON.parse(stdout.trim().split('\n').at(-1)!)).toMatchObject({ outcome: 'done' });
      if (kills >= KILLS) break;
      // It was quicker than the kill: the next ones come sooner, on a list that begins anew.
      whole /= 2;
      await db.transaction().execute((trx) => moveCursor(trx, origin, start, new Date()));
    }
    const expected = server.catalogue
      .inOrder('cs')
      .map(({ arxivId }) => arxivId)
      .sort();
    const papers = await db.selectFrom('papers').select('id').orderBy('id').execute();
    expect(papers.map(({ id }) => id).sort()).toEqual(expected);
    const { count } = await db
      .selectFrom('sightings')
      .select(({ fn }) => fn.countAll().as('count'))
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBe(expected.length);
    // What a kill costs is a page that is asked for again.
    const pages = Math.ceil(expected.length / PAGE);
    note(
      `${engine}: a harvest of ${expected.length} records killed ${kills} times: ${server.requests.length} requests for ${pages} pages; TEST_SEED=${seed}`,
    );
    await server.close();
  }, 120_000);
});
