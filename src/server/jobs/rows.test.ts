import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeEngines } from '#test/harness/engines.ts';
import type { Job } from './job.ts';
import { allRows, endDone, endFailed, endStopped, ensureRows, HELD_FOR_MS, makeDue, renew, takeJob } from './rows.ts';

const HOUR = 3_600_000;
const NOW = new Date('2026-06-18T12:00:00Z');
const after = (ms: number, from = NOW) => new Date(from.getTime() + ms);
const DONE = { summary: 'It went well.', counts: { papers: 3 } };

const job = (name: string, more: Partial<Job> = {}): Job => ({
  name,
  schedule: { everyMs: HOUR },
  run: async () => DONE,
  ...more,
});

describeEngines('rows of jobs', ({ place, database }) => {
  const fresh = async (...names: string[]) => {
    const { db } = await database();
    const jobs = names.map((name) => job(name));
    await ensureRows(db, jobs, [], NOW);
    const row = async (name = names[0]!) => (await allRows(db)).find((one) => one.name === name)!;
    return { db, jobs, row };
  };

  it('come with a job, due at once, and go with it; those that others keep stay', async () => {
    const { db, jobs } = await fresh('a', 'b');
    expect((await allRows(db)).map(({ name, due_at }) => [name, due_at])).toEqual([
      ['a', NOW.toISOString()],
      ['b', NOW.toISOString()],
    ]);
    await ensureRows(db, [jobs[0]!, job('c')], [], after(1_000));
    expect((await allRows(db)).map(({ name }) => name)).toEqual(['a', 'c']);
    await ensureRows(db, [], ['c'], after(1_000));
    expect((await allRows(db)).map(({ name }) => name)).toEqual(['c']);
  });

  it('have one winner among many that reach for one at once', async () => {
    const at = await place();
    const takers = [await database(at), await database(at), await database(at)];
    await ensureRows(takers[0]!.db, [job('a')], [], NOW);
    const taken = await Promise.all(
      takers.flatMap(({ db }, n) => [0, 1, 2].map((one) => takeJob(db, 'a', `${n}.${one}`, NOW))),
    );
    expect(taken.filter((run) => run !== undefined)).toHaveLength(1);
  });

  it('are taken when they are due, or when they must', async () => {
    const { db } = await fresh('a');
    const run = (await takeJob(db, 'a', 'one', NOW))!;
    expect(await takeJob(db, 'a', 'two', NOW, true)).toBeUndefined();
    await endDone(db, run, { everyMs: HOUR }, DONE, after(1_000));
    expect(await takeJob(db, 'a', 'two', after(HOUR))).toBeUndefined();
    expect(await takeJob(db, 'a', 'two', after(2_000), true)).toMatchObject({ holder: 'two', token: 2 });
  });

  it('are taken over once their holder has not renewed them, and then refuse what it would write', async () => {
    const { db, row } = await fresh('a');
    const first = (await takeJob(db, 'a', 'one', NOW))!;
    expect(await renew(db, first, after(HELD_FOR_MS / 2), { done: 7, words: 'records' })).toBe(true);
    expect(JSON.parse((await row()).progress!)).toEqual({ done: 7, words: 'records' });
    expect(await takeJob(db, 'a', 'two', after(HELD_FOR_MS))).toBeUndefined();
    const second = await takeJob(db, 'a', 'two', after(1.5 * HELD_FOR_MS + 1));
    expect(second).toMatchObject({ holder: 'two', token: 2 });
    expect(await renew(db, first, after(2 * HELD_FOR_MS))).toBe(false);
    await endDone(db, first, { everyMs: HOUR }, DONE, after(2 * HELD_FOR_MS));
    expect(await row()).toMatchObject({ holder: 'two', outcome: null });
  });

  it('say how the last run ended and when the next is due', async () => {
    const { db, row } = await fresh('a');
    await endDone(db, (await takeJob(db, 'a', 'one', NOW))!, { everyMs: HOUR }, DONE, after(5_000));
    expect(await row()).toMatchObject({
      holder: null,
      outcome: 'done',
      summary: 'It went well.',
      counts: '{"papers":3}',
      started_at: NOW.toISOString(),
      ended_at: after(5_000).toISOString(),
      due_at: after(5_000 + HOUR).toISOString(),
    });
    await endStopped(db, (await takeJob(db, 'a', 'one', after(2 * HOUR)))!, after(3 * HOUR));
    expect(await row()).toMatchObject({ outcome: 'stopped', due_at: after(3 * HOUR).toISOString() });
  });

  it('rest longer with each failure in a row, at most half a day and a bit, and as long as the source asks', async () => {
    const { db, row } = await fresh('a');
    let now = NOW;
    const rests: number[] = [];
    for (let round = 0; round < 9; round++) {
      const run = (await takeJob(db, 'a', 'one', now))!;
      await endFailed(db, run, { error: 'It is down.' }, now, 0);
      const due = new Date((await row()).due_at);
      rests.push((due.getTime() - now.getTime()) / 60_000);
      now = due;
    }
    expect(rests).toEqual([15, 30, 60, 120, 240, 480, 720, 720, 720]);
    expect(await row()).toMatchObject({ outcome: 'failed', error: 'It is down.', tries: 9 });
    const run = (await takeJob(db, 'a', 'one', now))!;
    await endFailed(db, run, { error: 'Later.', restMs: 20 * HOUR }, now, 0);
    expect((await row()).due_at).toBe(after(20 * HOUR, now).toISOString());
    await endDone(
      db,
      (await takeJob(db, 'a', 'one', after(21 * HOUR, now)))!,
      { everyMs: HOUR },
      DONE,
      after(22 * HOUR, now),
    );
    expect(await row()).toMatchObject({ tries: 0, error: null });
  });

  it('after three days of sleep are due once', async () => {
    const { db, row } = await fresh('a');
    const nightly = { at: '02:00', zone: 'Europe/Berlin' };
    await endDone(db, (await takeJob(db, 'a', 'one', NOW))!, nightly, DONE, NOW);
    const awake = after(3 * 24 * HOUR + 1);
    await endDone(db, (await takeJob(db, 'a', 'one', awake))!, nightly, DONE, awake);
    expect(await takeJob(db, 'a', 'one', awake)).toBeUndefined();
    expect((await row()).due_at).toBe('2026-06-22T00:00:00.000Z');
  });

  it('are due again in time after the clock was put back, a run that died then included', async () => {
    const { db, jobs, row } = await fresh('a', 'b');
    await endDone(db, (await takeJob(db, 'a', 'one', NOW))!, { everyMs: HOUR }, DONE, NOW);
    await takeJob(db, 'b', 'dead', NOW);
    const back = after(-5 * 24 * HOUR);
    await ensureRows(db, jobs, [], back);
    expect(await row('a')).toMatchObject({ due_at: after(HOUR, back).toISOString() });
    expect(await takeJob(db, 'b', 'two', after(HELD_FOR_MS + 1, back))).toBeUndefined();
    expect(await takeJob(db, 'b', 'two', after(HOUR + 1, back))).toMatchObject({ holder: 'two' });
    // What it finds the next time is no trouble any more.
    await ensureRows(db, jobs, [], after(2 * HOUR, back));
    expect(await row('a')).toMatchObject({ due_at: after(HOUR, back).toISOString() });
  });

  it('can be made due', async () => {
    const { db, row } = await fresh('a');
    await endDone(db, (await takeJob(db, 'a', 'one', NOW))!, { everyMs: HOUR }, DONE, NOW);
    expect([await makeDue(db, 'a', after(1_000)), await makeDue(db, 'b', NOW)]).toEqual([true, false]);
    expect((await row()).due_at).toBe(after(1_000).toISOString());
  });

  it('whatever the clock does, run once a day’s time and never two at once', async () => {
    const { db, jobs } = await fresh('a');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: -30 * HOUR, max: 60 * HOUR }), { maxLength: 12 }), async (jumps) => {
        let now = NOW.getTime();
        for (const jump of jumps) {
          now += jump;
          await ensureRows(db, jobs, [], new Date(now));
          const run = await takeJob(db, 'a', 'one', new Date(now));
          if (run) await endDone(db, run, { everyMs: HOUR }, DONE, new Date(now));
          expect(await takeJob(db, 'a', 'two', new Date(now))).toBeUndefined();
        }
        // Within an hour of a clock that goes as it should, it is due, and a minute's slack.
        await ensureRows(db, jobs, [], new Date(now));
        const run = await takeJob(db, 'a', 'one', new Date(now + HOUR + 60_001));
        expect(run).toBeDefined();
        await endDone(db, run!, { everyMs: HOUR }, DONE, NOW);
        await makeDue(db, 'a', NOW);
      }),
      { numRuns: 20 },
    );
  });
});
