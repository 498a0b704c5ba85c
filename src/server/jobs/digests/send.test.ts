import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { expect, it } from 'vitest';
import { endSubscription, subscribe } from '#delivery/digest/subscriptions.ts';
import { addressHash, isSuppressed } from '#delivery/digest/suppression.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { digestsFor, sendOnce } from '#test/harness/ledger.ts';
import { type Fault, mailServer } from '#test/harness/mail-server.ts';
import { begin, claimMails, settleOrphans } from './ledger.ts';

const FAULTS: Fault[] = [
  'none',
  'rcpt 4xx',
  'rcpt 5xx',
  'data 4xx',
  'data 5xx',
  'cut after data',
  'cut before data',
  'stall',
];
const NOW = new Date('2026-11-24T08:00:00Z');
const later = (minutes: number) => () => new Date(NOW.getTime() + minutes * 60_000);
const claimAll = { holder: 'dead', most: 100, limit: 0 };

describeEngines('mails that are due', ({ database }) => {
  it('go once each, whatever the server does, and every row says what became of it', async () => {
    const { db } = await database();
    const tries = new Map<string, number>();
    // A fault is a mailbox's; those that pass are there at the first try alone.
    const server = await mailServer((to) => {
      const count = (tries.get(to) ?? 0) + 1;
      tries.set(to, count);
      const fault = FAULTS[Number(/\d+/.exec(to)![0]) % FAULTS.length]!;
      return count === 1 || /5xx/.test(fault) ? fault : 'none';
    });
    const addresses = Array.from({ length: 40 }, (_, n) => `reader${n}@example.org`);
    await digestsFor(db, addresses, NOW);
    const first = await sendOnce(db, server.url, { now: later(0) });
    expect(first).toMatchObject({ sent: 10, later: 15, bounced: 10, unknown: 5, failed: 0 });
    expect(await sendOnce(db, server.url, { now: later(0.9) })).toMatchObject({ sent: 0, later: 0 });
    expect(await sendOnce(db, server.url, { now: later(2) })).toMatchObject({ sent: 15, later: 0 });
    const arrived = server.delivered.map(({ to }) => to);
    expect(new Set(arrived).size).toBe(arrived.length);
    const rows = await db.selectFrom('mails').select(['state', 'message_id', 'error']).execute();
    const count = (state: string) => rows.filter((row) => row.state === state).length;
    expect([count('sent'), count('bounced'), count('unknown'), rows.length]).toEqual([25, 10, 5, 40]);
    expect(arrived.length).toBe(30);
    expect(rows.filter(({ state, error }) => state !== 'sent' && !error)).toEqual([]);
    expect(await isSuppressed(db, await addressHash(db, 'READER2@example.org'))).toBe(true);
    expect(await isSuppressed(db, await addressHash(db, 'reader0@example.org'))).toBe(false);
    await server.close();
  });

  it('are left for another try where there is no server', async () => {
    const { db } = await database();
    await digestsFor(db, ['ada@example.org'], NOW);
    const server = await mailServer();
    await server.close();
    expect(await sendOnce(db, server.url, { now: later(0) })).toMatchObject({ later: 1, unknown: 0 });
  });

  it('of a sender that died while sending are unknown and stay so; confirmations go again', async () => {
    const { db } = await database();
    await digestsFor(db, ['ada@example.org'], NOW);
    const wishes = { every: 'daily', hour: 8, zone: 'UTC', most: 10 } as const;
    await subscribe(db, { address: 'bo@example.org', list: '/papers', wishes }, NOW);
    const mails = await claimMails(db, { ...claimAll, now: NOW });
    for (const mail of mails) await begin(db, mail, NOW);
    const server = await mailServer();
    expect(await sendOnce(db, server.url, { now: later(5) })).toMatchObject({ orphans: 0, sent: 0 });
    expect(await sendOnce(db, server.url, { now: later(11) })).toMatchObject({ orphans: 1, sent: 1 });
    expect(await sendOnce(db, server.url, { now: later(600) })).toMatchObject({ orphans: 0, sent: 0 });
    expect(server.delivered.map(({ to }) => to)).toEqual(['bo@example.org']);
    // What wakes up late finds that its mail is no longer its own.
    await expect(begin(db, mails[0]!, NOW)).rejects.toThrow('another sender');
    await server.close();
  });

  it('are not sent once their subscription has ended', async () => {
    const { db } = await database();
    await digestsFor(db, ['ada@example.org'], NOW);
    const [mail] = await claimMails(db, { ...claimAll, now: NOW });
    await endSubscription(db, mail!.subscriber, NOW);
    await expect(begin(db, mail!, NOW)).rejects.toThrow('not to be sent');
  });

  it('keep to the limit of their domain, and lose none by it', async () => {
    const { db } = await database();
    const addresses = Array.from({ length: 25 }, (_, n) => `reader${n}@example.org`);
    await digestsFor(db, [...addresses, 'ada@example.net'], NOW);
    const server = await mailServer();
    const sent = [];
    for (const minutes of [0, 0.5, 1, 2]) {
      const counts = await sendOnce(db, server.url, { now: later(minutes), limit: 10 });
      sent.push(counts.sent);
    }
    // The other domain's mail may come to its turn behind those that have to wait.
    expect([sent[0]! + sent[1]!, sent[2], sent[3]]).toEqual([11, 10, 5]);
    await server.close();
  });

  it('are written as files where no server is set', async () => {
    const { db } = await database();
    const folder = mkdtempSync(join(tmpdir(), 'offprint-mail-'));
    await digestsFor(db, ['ada@example.org', 'bo@example.org'], NOW);
    expect(await sendOnce(db, '', { route: { folder }, now: later(0) })).toMatchObject({ sent: 2 });
    const files = readdirSync(folder);
    expect(files.every((file) => file.endsWith('.eml'))).toBe(true);
    const mail = await simpleParser(readFileSync(join(folder, files[0]!)));
    expect(mail.text).toContain('A paper');
    rmSync(folder, { recursive: true });
    expect(await settleOrphans(db, later(60)())).toBe(0);
  });
});
