import { expect, it } from 'vitest';
import { ingest } from '#catalogue/ingest.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { invented } from '#test/harness/library.ts';
import { sentView } from '../page/sent.ts';
import { editionSealer, findEdition, keepEdition, type SentEdition } from './sent-edition.ts';

const DAY = '2026-06-19';

describeEngines('editions that were sent', ({ place, database }) => {
  it('are kept once each, shown in the sent order with the sent reasons, and found by their whole address alone', async () => {
    const { db } = await database(await place());
    await ingest(db, [invented(1), invented(2), invented(3)]);
    const ids = (await db.selectFrom('papers').select('id').orderBy('id', 'desc').execute()).map(({ id }) => id);
    const [third, second, first] = ids as [string, string, string];
    // One that merged into another after it was sent, and one that is no more.
    await db.insertInto('redirects').values({ old_id: 'old-name', paper_id: first, revision: 1 }).execute();
    const edition: SentEdition = {
      day: DAY,
      name: 'Front page',
      list: '/papers/date/2026-06-18',
      papers: [
        { id: third, because: ['7 votes', 'in cs.CL'] },
        { id: 'old-name', because: ['new'] },
        { id: second, because: [] },
        { id: first, because: ['again'] },
        { id: 'gone', because: [] },
      ],
    };
    const seal = await editionSealer(db);
    const now = new Date('2026-06-19T06:00:00Z');
    for (let time = 0; time < 2; time++) {
      await db.transaction().execute((trx) => keepEdition(trx, seal, edition, now));
    }
    const other = { ...edition, papers: edition.papers.slice(1) };
    await db.transaction().execute((trx) => keepEdition(trx, seal, other, now));
    expect(await db.selectFrom('sent_editions').select('seal').execute()).toHaveLength(2);

    const found = await findEdition(db, DAY, seal(edition));
    expect(found).toEqual(edition);
    const view = await sentView(db, found!);
    expect(view.cards.map(({ id, because }) => [id, because.map(({ words }) => words)])).toEqual([
      [third, ['7 votes', 'in cs.CL']],
      [first, ['new']],
      [second, []],
    ]);
    expect(view.notes.join(' ')).toMatch(/19 June 2026: 5 papers, .* 1 paper of it left this catalogue since\.$/);

    expect(await findEdition(db, '2026-06-20', seal(edition))).toBeUndefined();
    expect(await findEdition(db, DAY, `${seal(edition).slice(1)}A`)).toBeUndefined();
    expect(await findEdition(db, DAY, `${seal(edition)}\0`)).toBeUndefined();
    const elsewhere = await database(await place());
    expect((await editionSealer(elsewhere.db))(edition)).not.toBe(seal(edition));
  });
});
