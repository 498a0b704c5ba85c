import { expect, it } from 'vitest';
import type { Db } from '#db/schema.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { mails } from './mails.ts';
import type { World } from './operation.ts';
import { readInput } from './read-input.ts';
import { subscribers } from './subscribers.ts';

const AT = '2026-06-18T06:00:00.000Z';
const ADDRESS = 'ada@example.org';

/** One subscriber, and mails in these states. */
async function filled(db: Db, states: ('sent' | 'unknown' | 'failed')[]): Promise<void> {
  const { id } = await db
    .insertInto('subscribers')
    .values({
      address: ADDRESS,
      list: '/papers/trending',
      every: 'weekly',
      hour: 7,
      zone: 'Europe/Paris',
      most: 10,
      state: 'active',
      created_at: AT,
      next_due_at: AT,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const row = { subscriber: id, kind: 'digest', domain: 'example.org', tries: 1, due_at: AT, token: 1 } as const;
  const rest = { held_until: AT, created_at: AT, settled_at: AT };
  await db
    .insertInto('mails')
    .values(
      states.map((state, n) => ({
        ...row,
        ...rest,
        state,
        edition: `2026-06-${10 + n}`,
        message_id: `<${n}@example.org>`,
        error: state === 'sent' ? null : `ended ${n}`,
      })),
    )
    .execute();
  await db.insertInto('suppressions').values({ hash: 'x', reason: 'bounce', since: AT }).execute();
}

describeEngines('what the administrator asks of mails', ({ place, database }) => {
  it('counts every state, lists one, the newest first and page by page, and tells no address', async () => {
    const { db } = await database(await place());
    await filled(db, ['unknown', 'sent', 'failed', 'unknown', 'unknown']);
    const world = { db } as World;
    const ask = (values: object) => mails.run(world, readInput(mails, { ...values }));
    const first = await ask({ state: 'unknown', limit: 2 });
    expect(first.counts).toEqual({ pending: 0, sending: 0, sent: 1, failed: 1, bounced: 0, unknown: 3 });
    expect(first).toMatchObject({
      total: 3,
      mails: [{ edition: '2026-06-14', error: 'ended 4' }, { edition: '2026-06-13' }],
    });
    const second = await ask({ state: 'unknown', limit: 2, cursor: first.cursor });
    expect(second.mails.map(({ edition }) => edition)).toEqual(['2026-06-10']);
    expect(second.cursor).toBeUndefined();
    expect((await ask({})).mails.map(({ state }) => state)).toEqual([
      'unknown',
      'unknown',
      'failed',
      'sent',
      'unknown',
    ]);
    const counted = await subscribers.run(world, {});
    expect(counted).toEqual({
      total: 1,
      suppressed: 1,
      lists: [{ list: '/papers/trending', every: 'weekly', state: 'active', subscribers: 1 }],
    });
    expect(JSON.stringify([first, counted])).not.toContain(ADDRESS);
  });
});
