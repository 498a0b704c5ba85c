import { expect, it } from 'vitest';
import type { Database } from '#db/open.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { gateState, leaveGate, renewGate, restGate, takeGate } from './gate-row.ts';

const NOW = Date.parse('2026-06-18T12:00:00Z');
const EVERY = 3_000;
const HOLD = 15_000;
const turn = (gate: string, holder: string) => ({ gate, holder, holdMs: HOLD });

describeEngines('the row of a gate', ({ place, database }) => {
  it('is taken by one of many that reach for it at once, and so when it comes free and when it is deserted', async () => {
    const at = await place();
    const handles: Database[] = [];
    for (let count = 0; count < 4; count++) handles.push(await database(at));
    const reach = async (deserted: string, now: number) => {
      const tries = handles.flatMap(({ db }, handle) =>
        [0, 1, 2].map(async (one) => {
          const own = turn('g', `${handle}.${one} ${now}`);
          return (await takeGate(db, own, EVERY, deserted, now)) ? [own] : [];
        }),
      );
      return (await Promise.all(tries)).flat();
    };
    const [first, ...more] = await reach('', NOW);
    expect([first !== undefined, more]).toEqual([true, []]);
    await leaveGate(handles[0]!.db, first!, EVERY, NOW);
    expect(await reach('', NOW + EVERY - 1)).toEqual([]);
    expect(await reach('', NOW + EVERY)).toHaveLength(1);
    const end = NOW + EVERY + HOLD;
    expect(await reach('', end)).toEqual([]);
    const state = await gateState(handles[0]!.db, turn('g', ''), end);
    expect(state).toEqual({ is: 'deserted', heldUntil: new Date(end).toISOString() });
    expect(await reach(new Date(end).toISOString(), end)).toHaveLength(1);
  });

  it('is held from the take to the leave, and rests in between for as long as it is told', async () => {
    const { db } = await database();
    const [a, b] = [turn('g', 'a'), turn('g', 'b')];
    expect(await gateState(db, a, NOW)).toEqual({ is: 'free' });
    expect(await takeGate(db, a, EVERY, '', NOW)).toBe(true);
    expect(await gateState(db, b, NOW + HOLD - 1)).toEqual({ is: 'held' });
    expect(await renewGate(db, b, NOW)).toBe(false);
    expect(await renewGate(db, a, NOW + HOLD)).toBe(true);
    expect(await gateState(db, b, NOW + 2 * HOLD - 1)).toEqual({ is: 'held' });
    await leaveGate(db, b, 0, NOW + HOLD);
    expect(await gateState(db, b, NOW + HOLD)).toEqual({ is: 'held' });
    await leaveGate(db, a, 1_000, NOW + HOLD);
    expect(await gateState(db, b, NOW + HOLD)).toEqual({ is: 'resting', restMs: 1_000 });
    await restGate(db, 'g', 1e12, NOW + HOLD);
    expect(await gateState(db, b, NOW + HOLD)).toEqual({ is: 'resting', restMs: 86_400_000 });
  });

  it('tells a clock that was put back from one that is a little slow', async () => {
    const { db } = await database();
    const a = turn('g', 'a');
    await takeGate(db, a, EVERY, '', NOW);
    expect(await gateState(db, a, NOW - 60_000)).toEqual({ is: 'held' });
    expect(await gateState(db, a, NOW - 60_001)).toEqual({ is: 'ahead' });
  });
});
