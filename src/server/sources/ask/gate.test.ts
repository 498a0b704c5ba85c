import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Database } from '#db/open.ts';
import { ended, environmentOf, startNode } from '#test/harness/child.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { until } from '#test/harness/until.ts';
import { startWeb } from '#test/harness/web.ts';
import { AskFailure } from './failure.ts';
import { passGate, restGate } from './gate.ts';

const EVERY = 200;
const HOUR = 3_600_000;
const never = new AbortController().signal;

/** Work that says when it began, and how many of its kind were under way. */
function counted(takes = 20) {
  const began: number[] = [];
  let under = 0;
  const seen = { began, most: 0 };
  const work = async () => {
    began.push(performance.now());
    seen.most = Math.max(seen.most, ++under);
    await sleep(takes);
    under--;
  };
  return { seen, work, shortest: () => Math.min(...began.slice(1).map((at, before) => at - began[before]!)) };
}

describeEngines('a gate', ({ place, database }) => {
  let one: Promise<Database> | undefined;
  /** One database for all: each test has a gate of its own. */
  const shared = () => {
    one ??= database();
    return one;
  };

  it('lets one request through at a time and each in its time, over processes, and all of them come to their turn', async () => {
    const at = await place();
    await database(at);
    const web = await startWeb();
    const children = [1, 2].map(() =>
      startNode(['test/harness/asking.ts', `${web.origin}/`, String(EVERY), '4'], {
        env: environmentOf(at),
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      }),
    );
    // The first answer waits until both are there to ask.
    const both = Promise.all(children.map((child) => once(child, 'message')));
    web.always = (response) => void both.then(() => setTimeout(() => response.end('x'), 30));
    const started = children.map(ended);
    const ends = await Promise.all(started);
    await web.close();
    expect(ends.map(({ code, stderr }) => [code, stderr])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    expect(web.arrivals).toHaveLength(8);
    expect(web.shortestPause()).toBeGreaterThanOrEqual(EVERY);
    expect(web.mostOpen).toBe(1);
    // Neither is done before the other has begun.
    const by = web.arrivals.map(({ path }) => path);
    expect(by.indexOf(by.at(-1)!)).toBeLessThan(by.lastIndexOf(by.find((one) => one !== by.at(-1))!));
  });

  it('is shared by the streams of one process and by handles', async () => {
    const at = await place();
    const handles = [await database(at), await database(at)];
    const { seen, work, shortest } = counted();
    const gate = { gate: 'streams', everyMs: EVERY };
    await Promise.all(handles.flatMap(({ db }) => [1, 2, 3].map(() => passGate(db, gate, 'same', never, work))));
    expect(seen.began).toHaveLength(6);
    expect(seen.most).toBe(1);
    // The work says a moment after the gate that it began.
    expect(shortest()).toBeGreaterThanOrEqual(EVERY - 5);
  });

  it('counts the pause from the last request that the work made', async () => {
    const { db } = await shared();
    const gate = { gate: 'pause', everyMs: EVERY };
    let last = 0;
    await passGate(db, gate, 'a', never, async ({ onRequest }) => {
      await sleep(150);
      last = performance.now();
      onRequest();
    });
    await passGate(db, gate, 'b', never, async () => {
      expect(performance.now() - last).toBeGreaterThanOrEqual(EVERY);
    });
  });

  it('of no pause is none, and gates of other names do not wait for it', async () => {
    const { db } = await shared();
    await passGate(db, { gate: 'other', everyMs: HOUR }, 'a', never, async () => {});
    const { seen, work } = counted(50);
    const gate = { gate: 'none', everyMs: 0 };
    await Promise.all([1, 2, 3].map(() => passGate(db, gate, 'a', never, work)));
    expect(seen.most).toBe(3);
    expect(await db.selectFrom('gates').select('name').where('name', 'in', ['none', 'other']).execute()).toEqual([
      { name: 'other' },
    ]);
  });

  it('comes free when its holder was killed, after the hold and not before', async () => {
    const at = await place();
    const { db } = await database(at);
    const web = await startWeb(() => {});
    const child = startNode(['test/harness/asking.ts', `${web.origin}/`, String(EVERY), '1'], {
      env: environmentOf(at),
    });
    await until('its request has arrived', () => web.arrivals.length === 1);
    child.kill('SIGKILL');
    await ended(child);
    await web.close();
    // What is left of its 15 s would be waited for; the clock may as well say that they are over.
    const { held_until } = await db.selectFrom('gates').select('held_until').executeTakeFirstOrThrow();
    expect(Date.parse(held_until) - Date.now()).toBeGreaterThan(10_000);
    const shift = Date.parse(held_until) - Date.now() - 300;
    const began = performance.now();
    const gate = { gate: 'stand-in', everyMs: EVERY, holdMs: 100, now: () => Date.now() + shift };
    await passGate(db, gate, 'next', never, async () => {});
    expect(performance.now() - began).toBeGreaterThanOrEqual(300);
  });

  it('is kept for a holder that lives, however long its request takes', async () => {
    const { db } = await shared();
    const gate = { gate: 'lives', everyMs: 20, holdMs: 400 };
    const { seen, work } = counted(700);
    await Promise.all([1, 2].map(() => passGate(db, gate, 'a', never, work)));
    expect(seen.most).toBe(1);
  });

  it('ends the work of one that stood still while another came through', async () => {
    const { db } = await shared();
    const gate = { gate: 'lost', everyMs: 20, holdMs: 150 };
    const lost = passGate(db, gate, 'a', never, async ({ signal }) => {
      await db.updateTable('gates').set({ holder: 'another' }).where('name', '=', 'lost').execute();
      await until('the turn is lost', () => signal.aborted);
      signal.throwIfAborted();
    });
    await expect(lost).rejects.toMatchObject({ kind: 'broken', message: expect.stringContaining('lost') as string });
    // Nor has it given back what was no longer its own.
    expect(await db.selectFrom('gates').select('holder').where('name', '=', 'lost').execute()).toEqual([
      { holder: 'another' },
    ]);
  });

  it('rests as long as a failure says, for other processes and after a restart', async () => {
    const at = await place();
    const [one, other] = [await database(at), await database(at)];
    const gate = { gate: 'rests', everyMs: EVERY };
    const busy = passGate(one.db, gate, 'a', never, async () => {
      throw new AskFailure('busy', 'later', 700);
    });
    await expect(busy).rejects.toThrow('later');
    const began = performance.now();
    await passGate(other.db, gate, 'b', never, async () => {});
    expect(performance.now() - began).toBeGreaterThanOrEqual(650);
  });

  it('is not waited for beyond patience: the failure says how long it rests', async () => {
    const { db } = await shared();
    await restGate(db, 'patience', HOUR);
    await restGate(db, 'patience', 1_000);
    const gate = { gate: 'patience', everyMs: EVERY, patienceMs: 300_000 };
    const failure = await passGate(db, gate, 'a', never, async () => {}).catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'busy', message: 'patience wants to be left alone for 60 min.' });
    expect((failure as AskFailure).restMs).toBeGreaterThan(HOUR - 30_000);
  });

  it('keeps a rest that was written while it was held', async () => {
    const { db } = await shared();
    const gate = { gate: 'kept', everyMs: EVERY, patienceMs: 300_000 };
    await passGate(db, gate, 'a', never, () => restGate(db, 'kept', HOUR));
    await expect(passGate(db, gate, 'a', never, async () => {})).rejects.toMatchObject({ kind: 'busy' });
  });

  it('opens after one pause where the clock was put back by hours, and its holder is gone', async () => {
    const { db } = await shared();
    const gate = { gate: 'back', everyMs: EVERY, holdMs: 200 };
    const ahead = () => Date.now() + 5 * HOUR;
    await passGate(db, { ...gate, now: ahead }, 'a', never, async () => {});
    await restGate(db, 'back', HOUR, ahead());
    let began = performance.now();
    await passGate(db, gate, 'b', never, async () => {});
    expect(performance.now() - began).toBeGreaterThanOrEqual(EVERY);
    const until = new Date(ahead() + 10_000).toISOString();
    await db.updateTable('gates').set({ holder: 'killed', held_until: until }).where('name', '=', 'back').execute();
    began = performance.now();
    await passGate(db, gate, 'b', never, async () => {});
    expect(performance.now() - began).toBeGreaterThanOrEqual(200);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('lets no burst through where the clock jumps ahead', async () => {
    const { db } = await shared();
    let jumped = 0;
    const gate = { gate: 'burst', everyMs: EVERY, now: () => Date.now() + jumped };
    const { seen, work, shortest } = counted();
    for (let time = 0; time < 3; time++) {
      await passGate(db, gate, 'a', never, work);
      jumped += HOUR;
    }
    expect(seen.began).toHaveLength(3);
    expect(shortest()).toBeGreaterThanOrEqual(EVERY - 5);
  });

  it('lets no second one in where the clock jumps ahead', async () => {
    const { db } = await shared();
    let jumped = 0;
    const gate = { gate: 'ahead', everyMs: EVERY, holdMs: 900, now: () => Date.now() + jumped };
    const { seen, work } = counted(600);
    const jumping = async () => {
      jumped += HOUR;
      await work();
    };
    await Promise.all([1, 2].map(() => passGate(db, gate, 'a', never, jumping)));
    expect(seen.began).toHaveLength(2);
    expect(seen.most).toBe(1);
  });

  it('is left at once by those who are asked to end', async () => {
    const { db } = await shared();
    const gate = { gate: 'left', everyMs: HOUR };
    await passGate(db, gate, 'a', never, async () => {});
    const stop = new AbortController();
    const { seen, work } = counted();
    const waiting = passGate(db, gate, 'b', stop.signal, work);
    const began = performance.now();
    setTimeout(() => stop.abort(new Error('enough')), 50);
    await expect(waiting).rejects.toThrow('enough');
    expect(performance.now() - began).toBeLessThan(1_000);
    await expect(passGate(db, gate, 'b', stop.signal, work)).rejects.toThrow('enough');
    expect(seen.began).toEqual([]);
  });
});
