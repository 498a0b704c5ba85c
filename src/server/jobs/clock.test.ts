import { expect, it } from 'vitest';
import { describeEngines } from '#test/harness/engines.ts';
import { until } from '#test/harness/until.ts';
import { runClock } from './clock.ts';
import type { Done, Job, Work } from './job.ts';
import { allRows, ensureRows, makeDue, takeJob } from './rows.ts';
import { runJob } from './run.ts';

const DONE: Done = { summary: 'Done.', counts: {} };

describeEngines('the clock', ({ place, database }) => {
  const clock = (db: Parameters<typeof runClock>[0], jobs: Job[], holder = 'one') => {
    const end = new AbortController();
    const said: string[] = [];
    const ended = runClock(db, {
      jobs: () => jobs,
      holder,
      signal: end.signal,
      say: (line) => said.push(line),
      lookEveryMs: 5,
    });
    return {
      said,
      end: async () => {
        end.abort();
        await ended;
      },
    };
  };
  const job = (name: string, run: (work: Work) => Promise<Done>): Job => ({
    name,
    schedule: { everyMs: 3_600_000 },
    run,
  });

  it('of several processes share the jobs: each run is one process’s', async () => {
    const at = await place();
    const runs: string[] = [];
    const names = Array.from({ length: 12 }, (_, n) => `job ${n}`);
    const clocks = [];
    // All are open before the first clock goes: one thread waits in vain for its own other connection.
    const databases = [await database(at), await database(at), await database(at)];
    for (const [n, { db }] of databases.entries()) {
      const holder = `process ${n}`;
      const jobs = names.map((name) =>
        job(name, async () => {
          runs.push(name);
          return DONE;
        }),
      );
      clocks.push({ db, ...clock(db, jobs, holder) });
    }
    const { db } = clocks[0]!;
    await until(
      'each has run',
      async () => (await allRows(db)).filter(({ outcome }) => outcome === 'done').length === 12,
    );
    await Promise.all(clocks.map(({ end }) => end()));
    expect(runs.sort()).toEqual([...names].sort());
  });

  it('goes on when a job fails, and says so', async () => {
    const { db } = await database();
    let ran = 0;
    const { said, end } = clock(db, [
      job('bad', async () => {
        throw new Error('The source is down.');
      }),
      job('good', async () => {
        ran++;
        return DONE;
      }),
    ]);
    await until('both have run', async () => {
      const rows = await allRows(db);
      return rows.length === 2 && rows.every(({ outcome }) => outcome !== null);
    });
    await end();
    expect(ran).toBe(1);
    expect((await allRows(db)).find(({ name }) => name === 'bad')).toMatchObject({
      outcome: 'failed',
      error: 'The source is down.',
    });
    expect(said).toContain('bad failed: The source is down.');
  });

  it('asked to end, tells its jobs to stop and waits; they are due again', async () => {
    const { db } = await database();
    let began = false;
    const { end } = clock(db, [
      job('long', async ({ signal }) => {
        began = true;
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
        signal.throwIfAborted();
        return DONE;
      }),
    ]);
    await until('it has begun', () => began);
    await end();
    expect(await allRows(db)).toMatchObject([{ outcome: 'stopped', holder: null }]);
    expect(await takeJob(db, 'long', 'two', new Date())).toBeDefined();
  });

  it('runs a job that is made due', async () => {
    const { db } = await database();
    let ran = 0;
    const { end } = clock(db, [
      job('a', async () => {
        ran++;
        return DONE;
      }),
    ]);
    await until('it has run', () => ran === 1);
    await until('it is written down', async () => (await allRows(db))[0]?.outcome === 'done');
    await makeDue(db, 'a', new Date());
    await until('it has run again', () => ran === 2);
    await end();
  });

  it('stops a run that another process has taken over, which then writes nothing', async () => {
    const { db } = await database();
    const now = new Date();
    let stolen: unknown;
    const one = job('a', async (work) => {
      // As if this process had slept for an hour in the middle of the run.
      stolen = await takeJob(db, 'a', 'two', new Date(now.getTime() + 3_600_000));
      await db.transaction().execute((trx) => work.fence(trx));
      return DONE;
    });
    await ensureRows(db, [one], [], now);
    const ran = await runJob(db, one, { holder: 'one', signal: new AbortController().signal });
    expect(stolen).toMatchObject({ holder: 'two' });
    expect(ran).toMatchObject({
      outcome: 'failed',
      error: expect.objectContaining({ message: expect.stringContaining('taken this job over') }),
    });
    expect(await allRows(db)).toMatchObject([{ holder: 'two', outcome: null }]);
  });
});
