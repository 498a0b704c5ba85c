import { expect, it } from 'vitest';
import { subscribe } from '#delivery/digest/subscriptions.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { digestsFor } from '#test/harness/ledger.ts';
import { tidyMail } from './tidy-mail.ts';

const NOW = new Date('2026-11-24T08:00:00Z');
const ago = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
const wishes = { every: 'daily', hour: 8, zone: 'UTC', most: 10 } as const;

describeEngines('what mails leave behind', ({ database }) => {
  it('goes when it is of no use, and never while it is', async () => {
    const { db } = await database();
    await digestsFor(db, ['old@example.org', 'new@example.org', 'left@example.org', 'just@example.org'], ago(200));
    const idOf = async (address: string) =>
      (await db.selectFrom('subscribers').select('id').where('address', '=', address).executeTakeFirstOrThrow()).id;
    const settle = async (address: string, days: number) =>
      db
        .updateTable('mails')
        .set({ state: 'sent', created_at: ago(days).toISOString(), settled_at: ago(days).toISOString() })
        .where('subscriber', '=', await idOf(address))
        .execute();
    for (const [address, days] of [
      ['old', 181],
      ['new', 179],
      ['left', 31],
      ['just', 29],
    ] as const)
      await settle(`${address}@example.org`, days);
    for (const address of ['left@example.org', 'just@example.org'])
      await db.updateTable('subscribers').set({ state: 'ended' }).where('address', '=', address).execute();
    const had = { subscriber: await idOf('old@example.org'), paper_id: '2601.00001', mail: 1 };
    await db.insertInto('sent_papers').values(had).execute();
    await subscribe(db, { address: 'never@example.org', list: '/papers', wishes }, ago(31));
    await subscribe(db, { address: 'today@example.org', list: '/papers', wishes }, NOW);
    const minute = (at: Date) => ({ domain: `${at.getTime()}.org`, minute: at.toISOString(), taken: 1 });
    const { id: subscriber } = await db
      .selectFrom('subscribers')
      .select('id')
      .where('address', '=', 'new@example.org')
      .executeTakeFirstOrThrow();
    const token = (hash: string, at: Date) => ({ hash, subscriber, wishes: '{}', expires_at: at.toISOString() });
    await db
      .insertInto('mail_tokens')
      .values([token('worn', ago(1)), token('good', ago(-1))])
      .execute();
    const post = (edition: string, at: Date) => {
      const when = at.toISOString();
      const told = { state: 'posted' as const, papers: '[]', tries: 1, status: 200, error: null };
      return { hook: 'team', edition, post_id: edition, ...told, first_at: when, tried_at: when, posted_at: when };
    };
    await db
      .insertInto('hook_posts')
      .values([post('long ago', ago(401)), post('kept', ago(399))])
      .execute();
    await db
      .insertInto('mail_domains')
      .values([minute(ago(2)), minute(NOW)])
      .execute();

    expect(await tidyMail(db, NOW)).toBeGreaterThan(0);
    const kept = await db.selectFrom('subscribers').select('address').orderBy('address').execute();
    expect(kept.map(({ address }) => address.split('@')[0])).toEqual(['just', 'new', 'old', 'today']);
    const mails = await db
      .selectFrom('mails as m')
      .innerJoin('subscribers as s', 's.id', 'm.subscriber')
      .select(['s.address'])
      .orderBy('s.address')
      .execute();
    expect(mails.map(({ address }) => address.split('@')[0])).toEqual(['just', 'new', 'today']);
    expect(await db.selectFrom('sent_papers').selectAll().execute()).toEqual([had]);
    const tokens = await db.selectFrom('mail_tokens').select('hash').execute();
    expect(tokens).toHaveLength(2);
    expect(tokens).toContainEqual({ hash: 'good' });
    expect(await db.selectFrom('hook_posts').select('edition').execute()).toEqual([{ edition: 'kept' }]);
    expect(await db.selectFrom('mail_domains').selectAll().execute()).toHaveLength(1);
    expect(await tidyMail(db, NOW)).toBe(0);
  });
});
