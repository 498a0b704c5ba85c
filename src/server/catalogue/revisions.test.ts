import { expect, it } from 'vitest';
import { describeEngines } from '#test/harness/engines.ts';
import { idOf, invented } from '#test/harness/library.ts';
import { changeOf, changesAfter } from './changes.ts';
import { ingest } from './ingest.ts';
import { earliestChange, firstRevisionFrom, lastRevisionBefore, timesOf } from './revisions.ts';

describeEngines('the times of revisions', ({ database }) => {
  it('are written with each change, and never go back, whatever the clock does', async () => {
    const { db } = await database();
    const before = new Date().toISOString();
    await ingest(db, [invented(1)]);
    const times = await timesOf(db, [1]);
    expect(times.get(1)! >= before && times.get(1)! <= new Date().toISOString()).toBe(true);
    await ingest(db, [invented(1)]);
    expect(await db.selectFrom('revisions').select('revision').orderBy('revision').execute()).toEqual([
      { revision: 0 },
      { revision: 1 },
    ]);
    // The clock was a year ahead, and has been put right.
    await db.updateTable('revisions').set({ at: '2099-01-01T00:00:00.000Z' }).where('revision', '=', 1).execute();
    await ingest(db, [invented(2)]);
    expect(await timesOf(db, [2])).toEqual(new Map([[2, '2099-01-01T00:00:00.000Z']]));
  });

  it('are those of the first that is known, for what is older', async () => {
    const { db } = await database();
    for (const n of [1, 2, 3, 4]) await ingest(db, [invented(n)]);
    await db.deleteFrom('revisions').where('revision', '<', 3).execute();
    await db.updateTable('revisions').set({ at: '2026-01-01T00:00:00.000Z' }).where('revision', '=', 3).execute();
    await db.updateTable('revisions').set({ at: '2026-01-02T00:00:00.000Z' }).where('revision', '=', 4).execute();
    expect(await earliestChange(db)).toBe('2026-01-01T00:00:00.000Z');
    expect((await timesOf(db, [1, 3, 4])).get(1)).toBe('2026-01-01T00:00:00.000Z');
    expect(await firstRevisionFrom(db, '2026-01-01T00:00:00.000Z')).toBe(0);
    expect(await firstRevisionFrom(db, '2026-01-01T00:00:00.001Z')).toBe(4);
    expect(await firstRevisionFrom(db, '2026-01-02T00:00:00.001Z')).toBeUndefined();
    expect(await lastRevisionBefore(db, '2026-01-01T00:00:00.000Z')).toBeUndefined();
    expect(await lastRevisionBefore(db, '2026-01-02T00:00:00.000Z')).toBe(3);
    expect(await lastRevisionBefore(db, '2026-01-02T00:00:00.001Z')).toBe(4);
  });

  it('order what has changed: each paper once, and those that have merged into others', async () => {
    const { db } = await database();
    const { arxivId: _, ...byDoi } = invented(5, { doi: '10.1234/five', source: 'crossref', sourceKey: 'five' });
    await ingest(db, [invented(1), invented(2), byDoi]);
    await ingest(db, [invented(5, { doi: '10.1234/five', categories: ['cs.CL'] }), invented(1, { comment: 'New' })]);
    const found: string[] = [];
    let place = { revision: 0, id: '', isGone: false };
    for (;;) {
      const [next] = await changesAfter(db, place, 10, 1);
      if (!next) break;
      found.push(`${next.revision} ${next.id}${next.isGone ? ' is gone' : ''}`);
      place = next;
    }
    expect(found).toEqual([`1 ${idOf(2)}`, `2 ${idOf(1)}`, `2 ${idOf(5)}`, '2 10.1234/five is gone']);
    expect(await changesAfter(db, { revision: 0, id: '', isGone: false }, 1, 9)).toHaveLength(1);
    expect(await changeOf(db, '10.1234/five')).toMatchObject({ isGone: true, categories: ['cs.CL'] });
    expect(await changeOf(db, 'nothing')).toBeUndefined();
  });
});
