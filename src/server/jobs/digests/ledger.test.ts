import { expect, it } from 'vitest';
import { describeEngines } from '#test/harness/engines.ts';
import { digestsFor } from '#test/harness/ledger.ts';
import { claimMails, restAfter, settle } from './ledger.ts';

const MINUTE_MS = 60_000;
const NOW = new Date('2026-11-24T08:00:00Z');

it('rests twice as long after each try, six hours at most, and never all at once', () => {
  const rests = Array.from({ length: 12 }, (_, n) => restAfter(n + 1, 0) / MINUTE_MS);
  expect(rests).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]);
  expect(restAfter(3, 1) / MINUTE_MS).toBe(5);
});

describeEngines('a mail that its server never takes', ({ database }) => {
  it('is tried fourteen times in some two days, and then has failed', async () => {
    const { db } = await database();
    await digestsFor(db, ['ada@example.org'], NOW);
    let now = NOW;
    let tries = 0;
    for (let more = true; more; tries++) {
      const [mail] = await claimMails(db, { holder: 'one', most: 1, limit: 0, now });
      await settle(db, mail!, { state: 'later', error: '451 come back' }, now, 0);
      const { state, due_at } = await db.selectFrom('mails').select(['state', 'due_at']).executeTakeFirstOrThrow();
      more = state === 'pending';
      if (!more) expect(state).toBe('failed');
      else expect(new Date(due_at).getTime()).toBeGreaterThan(now.getTime());
      now = new Date(Math.max(now.getTime(), Date.parse(due_at)) + 1);
    }
    expect(tries).toBe(14);
    const hours = (now.getTime() - NOW.getTime()) / 3_600_000;
    expect(hours).toBeGreaterThan(24);
    expect(hours).toBeLessThan(60);
  });
});
