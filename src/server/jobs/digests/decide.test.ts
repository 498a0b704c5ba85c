import { expect, it } from 'vitest';
import { onThisMachine } from '#readers/administrator.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { digestsFor } from '#test/harness/ledger.ts';
import { decideUnknown } from './decide.ts';
import { claimMails } from './ledger.ts';

const NOW = new Date('2026-11-24T08:00:00Z');

describeEngines('a mail of which nobody knows', ({ database }) => {
  it('is settled as who asked its reader says, once, and is not sent again', async () => {
    const { db } = await database();
    await digestsFor(db, ['ada@example.org', 'bo@example.org'], NOW);
    await db.updateTable('mails').set({ state: 'unknown', content: null }).execute();
    const [ada, bo] = await db.selectFrom('mails').select(['id', 'subscriber']).orderBy('id').execute();
    const had = [ada!, bo!].map(({ id, subscriber }) => ({ subscriber, mail: id, paper_id: '2601.00001' }));
    await db.insertInto('sent_papers').values(had).execute();
    await decideUnknown(db, onThisMachine(), ada!.id, true, NOW);
    await decideUnknown(db, onThisMachine(), bo!.id, false, NOW);
    const states = await db.selectFrom('mails').select('state').orderBy('id').execute();
    expect(states.map(({ state }) => state)).toEqual(['sent', 'failed']);
    expect(await db.selectFrom('sent_papers').select('mail').execute()).toEqual([{ mail: ada!.id }]);
    const again = decideUnknown(db, onThisMachine(), ada!.id, false, NOW);
    await expect(again).rejects.toMatchObject({ kind: 'NotFound' });
    expect(await claimMails(db, { holder: 'x', most: 10, limit: 0, now: NOW })).toEqual([]);
  });
});
