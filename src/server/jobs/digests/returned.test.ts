import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import type { Db } from '#db/schema.ts';
import { subscribe } from '#delivery/digest/subscriptions.ts';
import { addressHash, isSuppressed } from '#delivery/digest/suppression.ts';
import { readReturned } from '#delivery/returned/read.ts';
import { describeEngines, temporaryFolder } from '#test/harness/engines.ts';
import { imapServer } from '#test/harness/imap-server.ts';
import { digestsFor } from '#test/harness/ledger.ts';
import { bounceOf, complaintOf } from '#test/harness/returned-mails.ts';
import { takeReturned } from './returned.ts';
import { returnedJob } from './returned-job.ts';

const NOW = new Date('2026-11-24T08:00:00Z');
const HOST = 'papers.example.org';
const work = { signal: new AbortController().signal, now: () => NOW } as unknown as Parameters<
  ReturnType<typeof returnedJob>['run']
>[0];

/** Digests that were sent to these readers; their ids by reader. */
async function sentTo(db: Db, readers: string[]): Promise<Map<string, string>> {
  await digestsFor(db, readers, NOW);
  await db.updateTable('mails').set({ state: 'sent', content: null, settled_at: NOW.toISOString() }).execute();
  const rows = await db
    .selectFrom('mails as m')
    .innerJoin('subscribers as s', 's.id', 'm.subscriber')
    .select(['s.address', 'm.message_id'])
    .execute();
  return new Map(rows.map(({ address, message_id }) => [address, `${message_id}@${HOST}`]));
}

const stateOf = async (db: Db, address: string) =>
  await db
    .selectFrom('subscribers as s')
    .innerJoin('mails as m', 'm.subscriber', 's.id')
    .select(['s.state as subscription', 'm.state', 'm.error'])
    .where('s.address', '=', address)
    .executeTakeFirstOrThrow();
const isBarred = async (db: Db, address: string) => isSuppressed(db, await addressHash(db, address));

describeEngines('mail that came back', ({ database }) => {
  it('ends what it is about and bars the address, once and for all', async () => {
    const { db } = await database();
    const [gone, angry, policy, full, other] = ['gone', 'angry', 'policy', 'full', 'other'].map(
      (n) => `${n}@example.org`,
    );
    const ids = await sentTo(db, [gone!, angry!, policy!, full!, other!]);
    const take = async (text: string) => takeReturned(db, await readReturned(Buffer.from(text)), NOW);
    for (let times = 0; times < 2; times++) {
      expect(await take(bounceOf(ids.get(gone!)!))).toBe('bounced');
      expect(await take(complaintOf(ids.get(angry!)!))).toBe('complaint');
      expect(await take(bounceOf(ids.get(policy!)!, { status: '5.7.1' }))).toBe('failed');
      expect(await take(bounceOf(ids.get(full!)!, { status: '4.2.2' }))).toBe('failed');
      expect(await take(bounceOf(ids.get(other!)!, { action: 'delayed', status: '4.4.1' }))).toBe('nothing');
    }
    expect(await stateOf(db, gone!)).toEqual({
      subscription: 'ended',
      state: 'bounced',
      error: expect.stringContaining('550'),
    });
    expect(await stateOf(db, angry!)).toMatchObject({ subscription: 'ended', state: 'sent' });
    expect(await stateOf(db, policy!)).toMatchObject({ subscription: 'active', state: 'failed' });
    expect(await stateOf(db, full!)).toMatchObject({ subscription: 'active', state: 'failed' });
    expect(await stateOf(db, other!)).toEqual({ subscription: 'active', state: 'sent', error: null });
    const barred = [gone, angry, policy, full, other].map((one) => isBarred(db, one!));
    expect(await Promise.all(barred)).toEqual([true, true, false, false, false]);
  });

  it('bars the address as a hash that outlives its deletion', async () => {
    const { db } = await database();
    const ids = await sentTo(db, ['gone@example.org']);
    await takeReturned(db, await readReturned(Buffer.from(bounceOf(ids.get('gone@example.org')!))), NOW);
    await db.deleteFrom('subscribers').execute();
    const kept = JSON.stringify(await db.selectFrom('suppressions').selectAll().execute());
    expect(kept).not.toContain('gone');
    const wishes = { every: 'daily', hour: 8, zone: 'UTC', most: 10 } as const;
    await subscribe(db, { address: 'Gone@Example.org', list: '/papers', wishes }, NOW);
    expect(await db.selectFrom('subscribers').selectAll().execute()).toEqual([]);
    expect(await db.selectFrom('mails').selectAll().execute()).toEqual([]);
  });

  it('is believed for the id of a mail alone, which nobody can guess', async () => {
    const { db } = await database();
    const ids = await sentTo(db, ['ada@example.org']);
    const [local] = ids.get('ada@example.org')!.split('@');
    expect(local).toMatch(/\.[0-9a-f]{24}$/);
    for (const forged of [bounceOf(`1@${HOST}`), complaintOf(`ada@example.org`), bounceOf(`${local}x@${HOST}`)]) {
      expect(await takeReturned(db, await readReturned(Buffer.from(forged)), NOW)).toBe('not ours');
    }
    expect(await isBarred(db, 'ada@example.org')).toBe(false);
  });

  it('is read from a mailbox over IMAP, each mail once', async () => {
    const { db } = await database();
    const ids = await sentTo(db, ['gone@example.org', 'angry@example.org', 'ada@example.org']);
    const letter = 'Subject: Thank you\r\nFrom: ada@example.org\r\n\r\nLovely {3}\r\nabc\r\n';
    const mails = [letter, bounceOf(ids.get('gone@example.org')!), complaintOf(ids.get('angry@example.org')!)];
    const server = await imapServer(mails);
    const job = returnedJob(db, server.url);
    expect(await job.run(work)).toMatchObject({
      summary: '1 bounced, 0 failed, 1 complaints, 1 other mails',
      counts: { nothing: 1 },
    });
    expect([...server.seen]).toEqual([1, 2, 3]);
    expect(await job.run(work)).toMatchObject({ summary: '0 bounced, 0 failed, 0 complaints, 0 other mails' });
    expect(await isBarred(db, 'ada@example.org')).toBe(false);
    await expect(returnedJob(db, server.wrongUrl).run(work)).rejects.toThrow('The mailbox does not let us in');
    server.close();
    await expect(job.run(work)).rejects.toThrow(/ECONNREFUSED/);
  });

  it('is read from a Maildir, each mail once', async () => {
    const { db } = await database();
    const ids = await sentTo(db, ['gone@example.org']);
    const folder = temporaryFolder();
    for (const part of ['new', 'cur', 'tmp']) mkdirSync(join(folder, part));
    writeFileSync(join(folder, 'new', '1.host'), bounceOf(ids.get('gone@example.org')!));
    // What is no mail stands in nobody's way.
    mkdirSync(join(folder, 'new', '0.host'));
    writeFileSync(join(folder, 'new', '2.host'), 'x'.repeat(1_100_000));
    const job = returnedJob(db, pathToFileURL(folder).href);
    expect(await job.run(work)).toMatchObject({ counts: { bounced: 1, nothing: 1 } });
    expect([readdirSync(join(folder, 'new')), readdirSync(join(folder, 'cur'))]).toEqual([
      ['0.host'],
      ['1.host:2,S', '2.host:2,S'],
    ]);
    expect(await job.run(work)).toMatchObject({ counts: { bounced: 0, nothing: 0 } });
  });
});
