import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ended, environmentOf, offprint, startNode } from '#test/harness/child.ts';
import { describeEngines, type Place } from '#test/harness/engines.ts';
import { startObjectStore } from '#test/harness/object-store.ts';
import { inventedPaper, jsonLines } from '#test/harness/papers.ts';
import { startServer } from '#test/harness/server.ts';
import { until } from '#test/harness/until.ts';

const WEB = { OFFPRINT_JOBS: 'off' };

/** Starts `offprint work` and waits until it has begun. */
async function startWorker(place: Place, more: NodeJS.ProcessEnv = {}) {
  const child = startNode(['bin/offprint.js', 'work'], { env: environmentOf(place, more) });
  const end = ended(child);
  await Promise.race([once(child.stdout!, 'data'), end]);
  return {
    async stop() {
      child.kill('SIGTERM');
      return end;
    },
  };
}

async function found(url: string, word: string): Promise<string[]> {
  const response = await fetch(`${url}/api/papers/search?q=${word}&limit=5`);
  const hits = (await response.json()) as { paper: { id: string } }[];
  return response.ok ? hits.map(({ paper }) => paper.id) : [];
}

/** Two servers that only answer, and one worker that writes the index: both show what came in meanwhile. */
async function workTogether(place: Place, more: NodeJS.ProcessEnv): Promise<void> {
  const worker = await startWorker(place, more);
  const servers = [await startServer(place, { ...WEB, ...more }), await startServer(place, { ...WEB, ...more })];
  const bring = async (number: number, title: string) => {
    const paper = inventedPaper(number, { title });
    const file = join(place.dataDir, `${number}.jsonl`);
    writeFileSync(file, jsonLines([paper]));
    expect(await offprint(place, ['import', '--no-index', file], more)).toMatchObject({ code: 0 });
    return paper.arxivId;
  };
  const first = await bring(1, 'Quokka lattices in the wild');
  for (const { url } of servers) {
    await until('each server finds it', async () => (await found(url, 'quokka')).includes(first));
  }
  expect(await worker.stop()).toMatchObject({ code: 0 });
  const second = await bring(2, 'Numbat kernels at dusk');
  // Without: the servers answer with what they have.
  for (const { url } of servers) expect(await found(url, 'quokka')).toContain(first);
  expect((await Promise.all(servers.map(({ url }) => found(url, 'numbat')))).flat()).toEqual([]);
  const next = await startWorker(place, more);
  for (const { url } of servers) {
    await until('the next worker takes over', async () => (await found(url, 'numbat')).includes(second));
  }
  for (const one of [...servers, next]) expect(await one.stop()).toMatchObject({ code: 0 });
}

describeEngines('two servers and one worker on one index', ({ place }) => {
  it('in a folder', async () => workTogether(await place(), {}));
});

describe('an index in an object store', () => {
  const starting = startObjectStore();
  afterAll(async () => (await starting).close());

  describeEngines('is read by two servers and written by one worker', ({ place }) => {
    it('at s3://', async () => {
      const { environment, store } = await starting;
      const at = await place();
      const requests = store.requests;
      await workTogether(at, { ...environment, OFFPRINT_INDEX: `s3://papers/${at.dataDir.replaceAll('/', '-')}` });
      expect(store.requests).toBeGreaterThan(requests);
    });
  });
});
