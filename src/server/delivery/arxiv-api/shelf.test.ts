import { expect, it } from 'vitest';
import { ingest } from '#catalogue/ingest.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { idOf, invented } from '#test/harness/library.ts';
import { ArxivShelf } from './shelf.ts';

describeEngines('what the query API has in memory', ({ database }) => {
  it('follows the catalogue: papers that come, change, go and have no arXiv id', async () => {
    const { db } = await database();
    const shelf = new ArxivShelf();
    await shelf.follow(db);
    expect([...shelf.papers.keys()]).toEqual([]);
    // More than one query brings, all of one revision.
    await ingest(
      db,
      Array.from({ length: 2_345 }, (_, at) => invented(at + 1)),
    );
    await Promise.all([shelf.follow(db), shelf.follow(db)]);
    expect(shelf.papers.size).toBe(2_345);
    expect(shelf.papers.get(idOf(3))).toMatchObject({ submitted: '2026-06-18T00:00:00.000Z', comment: '' });

    const { arxivId: _, ...nameless } = invented(9_000, { title: 'A paper of no server at all', doi: '10.1234/abc' });
    await ingest(db, [
      nameless,
      invented(3, { comment: 'Now with a comment', publishedAt: '2026-01-02T03:04:05.000Z' }),
    ]);
    await shelf.follow(db);
    expect(shelf.papers.size).toBe(2_345);
    expect(shelf.papers.get(idOf(3))).toMatchObject({
      submitted: '2026-01-02T03:04:05.000Z',
      updated: '2026-01-02T03:04:05.000Z',
      comment: 'Now with a comment',
    });
    const before = shelf.revision;
    await shelf.follow(db);
    expect(shelf.revision).toBe(before);
  });
});
