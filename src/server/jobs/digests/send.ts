import type { Db } from '#db/schema.ts';
import { begin, claimMails, type Mail, type Outcome, release, settle, settleOrphans } from './ledger.ts';
import { mailBytes, type Writing } from './mail.ts';
import { openPost, type Post, type Route } from './post.ts';

/** Claimed at once by one connection. */
const BATCH = 10;

export interface Sending {
  db: Db;
  route: Route;
  writing: Writing;
  holder: string;
  signal: AbortSignal;
  now: () => Date;
  /** Mails a minute to one receiving domain; 0 for no limit. */
  limit: number;
  /** Connections at a time. */
  lanes: number;
}

export type Sent = Record<Outcome['state'], number>;

async function sendOne({ db, writing, now }: Sending, post: Post, mail: Mail): Promise<Outcome> {
  let bytes: Buffer;
  try {
    bytes = await mailBytes(mail, writing);
  } catch (error) {
    return { state: 'failed', error: `It could not be written: ${(error as Error).message}` };
  }
  const parcel = { from: writing.from, to: mail.address, bytes, name: mail.message_id };
  return await post.send({ ...parcel, begin: () => begin(db, mail, now()) });
}

/** Sends what is due over one connection, until there is no more or the signal says stop. */
async function sendOver(sending: Sending, sent: Sent): Promise<void> {
  const { db, route, holder, limit, now, signal } = sending;
  const post = openPost(route);
  try {
    while (!signal.aborted) {
      const mails = await claimMails(db, { holder, most: BATCH, limit, now: now() });
      if (mails.length === 0) return;
      for (const [at, mail] of mails.entries()) {
        if (signal.aborted) {
          await release(db, mails.slice(at));
          return;
        }
        const outcome = await sendOne(sending, post, mail);
        await settle(db, mail, outcome, now());
        sent[outcome.state]++;
      }
    }
  } finally {
    post.close();
  }
}

/** Sends everything that is due. Any number of processes may do so beside each other. */
export async function sendMails(sending: Sending): Promise<Sent & { orphans: number }> {
  const orphans = await settleOrphans(sending.db, sending.now());
  const sent: Sent = { sent: 0, unknown: 0, later: 0, bounced: 0, failed: 0 };
  await Promise.all(Array.from({ length: sending.lanes }, () => sendOver(sending, sent)));
  return { ...sent, orphans };
}
