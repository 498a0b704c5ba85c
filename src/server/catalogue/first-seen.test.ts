import { expect, it } from 'vitest';
import { describeEngines } from '#test/harness/engines.ts';
import { idOf, invented } from '#test/harness/library.ts';
import { catalogueName, firstSeenOf } from './first-seen.ts';
import { ingest } from './ingest.ts';

describeEngines('the first sighting of a paper', ({ database }) => {
  it('stays the first, whoever sees the paper after and whatever else it is found to be', async () => {
    const { db } = await database();
    const { arxivId, ...nameless } = invented(1, { title: 'A title that says enough to be known by', source: 'a' });
    await ingest(db, [nameless, invented(2)]);
    const rows = await db.selectFrom('papers').select(['id', 'title']).execute();
    const before = await firstSeenOf(
      db,
      rows.map(({ id }) => id),
    );
    expect(before.size).toBe(2);
    await ingest(db, [
      invented(1, { title: nameless.title, seenAt: '2026-06-19T00:00:00.000Z' }),
      invented(2, { upvotes: 3 }),
    ]);
    const after = await firstSeenOf(db, [idOf(1), idOf(2), 'no-such-paper']);
    const old = rows.find(({ title }) => title === nameless.title)!.id;
    expect(after.get(idOf(1))).toEqual(before.get(old));
    expect(after.get(idOf(2))).toEqual(before.get(idOf(2)));
    expect(after.get(idOf(1))).toEqual({ sighting: expect.any(Number), at: '2026-06-18T12:00:00.000Z' });
    expect(after.size).toBe(2);
    expect(await firstSeenOf(db, [])).toEqual(new Map());
  });

  it('is named together with the catalogue, whose name no other has', async () => {
    const names = [await catalogueName((await database()).db), await catalogueName((await database()).db)];
    expect(new Set(names).size).toBe(2);
  });
});
