import type { Db } from '#db/schema.ts';
import type { RenderDigest } from '#delivery/digest/digest.ts';
import type { UnsignedDigest } from '#delivery/digest/for-subscriber.ts';
import { linkMaker } from '#delivery/digest/links.ts';
import { freshMail } from '#delivery/digest/subscriptions.ts';
import type { Writing } from '#jobs/digests/mail.ts';
import { type Sending, sendMails } from '#jobs/digests/send.ts';

export const ORIGIN = 'https://papers.example.org';

/** As plain as a mail can be. */
export const plainRender: RenderDigest = ({ list, entries, unsubscribeUrl }) => {
  const titles = entries.map(({ title, authors }) => `${title}\n${authors}`);
  return { subject: entries[0]?.title ?? list, text: [...titles, unsubscribeUrl].join('\n\n'), html: '' };
};

export const digestSaying = (title = 'A paper', authors = 'Ada Example'): UnsignedDigest => ({
  origin: ORIGIN,
  list: 'Front page',
  date: 'Tuesday, 24 November 2026',
  webUrl: `${ORIGIN}/papers`,
  entries: [{ title, url: `${ORIGIN}/papers/1`, authors, because: '', abstract: '', links: [] }],
  more: 0,
});

/** Lays one digest for each address into the ledger, all due. */
export async function digestsFor(db: Db, addresses: readonly string[], now: Date, digest = digestSaying()) {
  const at = now.toISOString();
  for (let from = 0; from < addresses.length; from += 500) {
    const part = addresses.slice(from, from + 500);
    await db.transaction().execute(async (trx) => {
      const rows = await trx
        .insertInto('subscribers')
        .values(
          part.map((address) => ({
            address,
            list: '/papers',
            every: 'daily' as const,
            hour: 8,
            zone: 'UTC',
            most: 10,
            state: 'active' as const,
            created_at: at,
            next_due_at: at,
          })),
        )
        .returning(['id', 'address'])
        .execute();
      await trx
        .insertInto('mails')
        .values(
          rows.map(({ id, address }) =>
            freshMail({ subscriber: id, edition: '2026-11-24', address, content: digest, kind: 'digest' }, now),
          ),
        )
        .execute();
    });
  }
}

export async function plainWriting(db: Db, more: Partial<Writing> = {}): Promise<Writing> {
  const linkFor = await linkMaker(db, ORIGIN);
  return { from: 'digest@papers.example.org', origin: ORIGIN, render: plainRender, linkFor, ...more };
}

/** Sends what is due once. */
export async function sendOnce(db: Db, smtpUrl: string, more: Partial<Sending> = {}) {
  return await sendMails({
    db,
    route: { smtpUrl, timeoutMs: 2_000 },
    writing: await plainWriting(db),
    holder: 'one',
    signal: new AbortController().signal,
    now: () => new Date(),
    limit: 0,
    lanes: 4,
    ...more,
  });
}
