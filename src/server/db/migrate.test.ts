import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { ended, environmentOf, startNode } from '#test/harness/child.ts';
import { describeEngines, type Place } from '#test/harness/engines.ts';
import { appliedSteps, migrateToLatest } from './migrate.ts';
import { connect, openDatabase } from './open.ts';
import type { Db } from './schema.ts';

const OURS = ['catalogue_state', 'leases', 'papers', 'placements', 'redirects', 'sightings'];
const FAR = 1_000;

async function tablesOf(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables();
  return tables.map(({ name }) => name).sort();
}

/** Migrates in a process of its own, which kills itself at the given statement. */
const migrateKilledAt = (place: Place, statement: number) =>
  ended(startNode(['test/harness/killed-migration.ts', String(statement)], { env: environmentOf(place) }));

describeEngines('migrations', ({ engine, place, database }) => {
  it('make an empty database whole, and then have nothing left to do', async () => {
    const opened = connect(await place());
    const taken = await migrateToLatest(opened);
    expect(taken.length).toBeGreaterThan(0);
    expect(await appliedSteps(opened.db)).toEqual(taken);
    expect(await tablesOf(opened.db)).toEqual(expect.arrayContaining(OURS));
    expect(await migrateToLatest(opened)).toEqual([]);
    await opened.close();
  });

  it('leave the rows of a filled database as they are', async () => {
    const at = await place();
    const { db } = await database(at);
    await db
      .insertInto('leases')
      .values({ name: 'a', holder: 'b', token: 3, expires_at: '2026-06-18T00:00:00.000Z' })
      .execute();
    await db.updateTable('catalogue_state').set({ revision: 41 }).execute();
    const again = await database(at);
    expect(await again.db.selectFrom('leases').selectAll().execute()).toEqual([
      { name: 'a', holder: 'b', token: 3, expires_at: '2026-06-18T00:00:00.000Z' },
    ]);
    expect(await again.db.selectFrom('catalogue_state').select('revision').execute()).toEqual([{ revision: 41 }]);
  });

  it('happen once when several processes open an empty place together', async () => {
    const at = await place();
    const runs = await Promise.all(Array.from({ length: 4 }, () => migrateKilledAt(at, FAR)));
    expect(
      runs.map(({ code, stderr }) => ({ code, stderr: stderr.replace(/.*SQLite.*\n.*--trace-warnings.*\n/, '') })),
    ).toEqual(runs.map(() => ({ code: 0, stderr: '' })));
    const { db } = await database(at);
    expect(await db.selectFrom('catalogue_state').select('id').execute()).toEqual([{ id: 1 }]);
  });

  it('refuse a database that a newer program wrote, with a sentence', async () => {
    const at = await place();
    const { db } = await database(at);
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2099-01-01')`.execute(db);
    await expect(openDatabase(at)).rejects.toMatchObject({
      kind: 'Conflict',
      message: expect.stringMatching(/newer Offprint.*9999-later.*\.$/),
      next: expect.stringMatching(/\.$/),
    });
  });

  it('killed at any statement leave the old schema or the new one, and the next start takes the rest', async () => {
    const whole = await migrateKilledAt(await place(), FAR);
    const statements = Number(whole.stdout);
    expect(statements).toBeGreaterThan(10);
    const seen = new Set<string>();
    for (let statement = 0; statement < statements; statement += 3) {
      const at = await place();
      expect(await migrateKilledAt(at, statement)).toMatchObject({ signal: 'SIGKILL' });
      const left = connect(at);
      const tables = (await tablesOf(left.db)).filter((name) => OURS.includes(name));
      const steps = await appliedSteps(left.db);
      seen.add(`${tables.length} tables, ${steps.length} steps`);
      expect([[], OURS], `killed at statement ${statement}`).toContainEqual(tables);
      await migrateToLatest(left);
      expect(await tablesOf(left.db)).toEqual(expect.arrayContaining(OURS));
      expect(await left.db.selectFrom('catalogue_state').select(['id', 'revision']).execute()).toEqual([
        { id: 1, revision: 0 },
      ]);
      if (engine === 'sqlite') {
        const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(left.db);
        expect(rows).toEqual([{ integrity_check: 'ok' }]);
      }
      await left.close();
    }
    expect([...seen]).toContain('0 tables, 0 steps');
  });
});

describe('a place that cannot be opened', () => {
  it('is refused, not replaced', async () => {
    await expect(openDatabase({ dataDir: '/dev/null/nowhere', databaseUrl: '' })).rejects.toThrow();
  });
});
