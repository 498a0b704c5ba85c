import { expect, it } from 'vitest';
import type { Db } from '#db/schema.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { END, linkMaker, PREFERENCES, subscriberOfLink } from './links.ts';
import { confirm, endSubscription, findSubscriber, isConfirmable, subscribe } from './subscriptions.ts';
import { suppress } from './suppression.ts';

const NOW = new Date('2026-11-24T08:00:00Z');
const HOUR_MS = 3_600_000;
const after = (hours: number) => new Date(NOW.getTime() + hours * HOUR_MS);
const WISHES = { every: 'daily', hour: 7, zone: 'UTC', most: 10 } as const;
const ask = (db: Db, address: string, now = NOW, wishes: Parameters<typeof subscribe>[1]['wishes'] = WISHES) =>
  subscribe(db, { address, list: '/papers', wishes }, now);

const confirmations = (db: Db) => db.selectFrom('mails').selectAll().where('kind', '=', 'confirmation').execute();
/** The token in the newest mail, as its reader finds it. */
async function tokenIn(db: Db): Promise<string> {
  const mail = await db.selectFrom('mails').select('content').orderBy('id', 'desc').executeTakeFirstOrThrow();
  return /\?t=([\w-]+)/.exec(mail.content!)![1]!;
}

describeEngines('a subscription', ({ database }) => {
  it('counts once it is confirmed; looking uses the link up no more than a day does', async () => {
    const { db } = await database();
    await ask(db, ' Ada@Example.ORG ');
    const token = await tokenIn(db);
    expect(await isConfirmable(db, token, after(23))).toBe(true);
    expect(await isConfirmable(db, token, after(23))).toBe(true);
    const one = await confirm(db, token, after(1));
    expect(one).toMatchObject({ address: 'Ada@example.org', state: 'active', next_due_at: '2026-11-25T07:00:00.000Z' });
    await expect(confirm(db, token, after(1))).rejects.toThrow('used or older');
    await ask(db, 'bo@example.org');
    const old = await tokenIn(db);
    expect(await isConfirmable(db, old, after(24))).toBe(false);
    await expect(confirm(db, old, after(24))).rejects.toThrow('used or older');
  });

  it('of an address that is known changes only by what its owner confirms', async () => {
    const { db } = await database();
    await ask(db, 'ada@example.org');
    const { id } = await confirm(db, await tokenIn(db), NOW);
    await ask(db, 'ada@example.org', after(1), { ...WISHES, every: 'weekly', most: 50 });
    expect(await findSubscriber(db, id)).toMatchObject({ every: 'daily', most: 10, state: 'active' });
    await confirm(db, await tokenIn(db), after(2));
    expect(await findSubscriber(db, id)).toMatchObject({ every: 'weekly', most: 50 });
  });

  it('fills no mailbox, however often it is asked for', async () => {
    const { db } = await database();
    for (let time = 0; time < 10; time++) await ask(db, 'ada@example.org');
    expect((await confirmations(db)).length).toBe(3);
    await ask(db, 'ada@example.org', after(25));
    expect((await confirmations(db)).length).toBe(4);
  });

  it('that bounced or complained does not come back, not even when it is deleted', async () => {
    const { db } = await database();
    await ask(db, 'ada@example.org');
    const token = await tokenIn(db);
    await suppress(db, 'ADA@example.org', 'complaint', NOW);
    await expect(confirm(db, token, NOW)).rejects.toThrow('used or older');
    await db.deleteFrom('subscribers').execute();
    expect(await confirmations(db)).toEqual([]);
    await ask(db, 'ada@example.org', after(48));
    expect(await confirmations(db)).toEqual([]);
    const kept = JSON.stringify(await db.selectFrom('suppressions').selectAll().execute());
    expect(kept).not.toMatch(/ada/i);
  });

  it('ends, by a link that is good for nothing else', async () => {
    const { db } = await database();
    await ask(db, 'ada@example.org');
    const { id } = await confirm(db, await tokenIn(db), NOW);
    const link = new URL((await linkMaker(db, 'https://papers.example.org'))(END, id)).searchParams.get('s');
    expect(await subscriberOfLink(db, END, link)).toBe(id);
    await expect(subscriberOfLink(db, PREFERENCES, link)).rejects.toThrow('not whole');
    await expect(subscriberOfLink(db, END, link!.replace(/^\d+/, String(id + 1)))).rejects.toThrow('not whole');
    await expect(subscriberOfLink(db, END, null)).rejects.toThrow('not whole');
    await endSubscription(db, id, NOW);
    await endSubscription(db, id, NOW);
    expect((await findSubscriber(db, id)).state).toBe('ended');
  });
});
