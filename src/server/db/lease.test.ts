import { expect, it } from 'vitest';
import { describeEngines } from '#test/harness/engines.ts';
import { dropLease, leaseHolder, takeLease } from './lease.ts';

const TTL = 60_000;
const NOW = Date.parse('2026-06-18T12:00:00Z');

describeEngines('leases', ({ place, database }) => {
  it('have one winner among many that reach for one at once', async () => {
    const at = await place();
    const takers = [];
    for (let count = 0; count < 6; count++) takers.push(await database(at));
    for (const round of ['first', 'second', 'third']) {
      const taken = await Promise.all(
        takers.flatMap(({ db }, connection) =>
          [0, 1, 2].map((one) => takeLease(db, round, `${connection}.${one}`, TTL, NOW)),
        ),
      );
      const won = taken.filter((lease) => lease !== undefined);
      expect(won).toHaveLength(1);
      expect(await leaseHolder(takers[0]!.db, round, NOW)).toBe(won[0]!.holder);
    }
  });

  it('are renewed by their holder under the same token, and refused to others until they run out', async () => {
    const { db } = await database();
    const first = await takeLease(db, 'index', 'a', TTL, NOW);
    expect(first).toEqual({ name: 'index', holder: 'a', token: 1 });
    expect(await takeLease(db, 'index', 'b', TTL, NOW + TTL)).toBeUndefined();
    expect(await takeLease(db, 'index', 'a', TTL, NOW + TTL)).toEqual(first);
    expect(await takeLease(db, 'index', 'b', TTL, NOW + TTL + 1)).toBeUndefined();
    expect(await leaseHolder(db, 'index', NOW + TTL + 1)).toBe('a');
  });

  it('go to the next holder once they have run out, with a token that grows', async () => {
    const { db } = await database();
    await takeLease(db, 'index', 'a', TTL, NOW);
    expect(await leaseHolder(db, 'index', NOW + TTL + 1)).toBeUndefined();
    expect(await takeLease(db, 'index', 'b', TTL, NOW + TTL + 1)).toEqual({ name: 'index', holder: 'b', token: 2 });
    expect(await takeLease(db, 'index', 'a', TTL, NOW + 2 * TTL + 2)).toEqual({ name: 'index', holder: 'a', token: 3 });
  });

  it('given back are free at once, but only their holder can give them back', async () => {
    const { db } = await database();
    const stale = (await takeLease(db, 'index', 'a', TTL, NOW))!;
    const lease = (await takeLease(db, 'index', 'b', TTL, NOW + TTL + 1))!;
    await dropLease(db, stale);
    expect(await leaseHolder(db, 'index', NOW + TTL + 2)).toBe('b');
    await dropLease(db, lease);
    expect(await leaseHolder(db, 'index', NOW + TTL + 2)).toBeUndefined();
    expect(await takeLease(db, 'index', 'a', TTL, NOW + TTL + 2)).toMatchObject({ holder: 'a', token: 3 });
  });

  it('of different names do not know each other', async () => {
    const { db } = await database();
    expect(await takeLease(db, 'index', 'a', TTL, NOW)).toBeDefined();
    expect(await takeLease(db, 'clock', 'b', TTL, NOW)).toMatchObject({ holder: 'b', token: 1 });
  });
});
