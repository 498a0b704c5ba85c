import { createHash, randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { SubscriberTable } from '#db/mail-tables.ts';
import type { Db } from '#db/schema.ts';
import { Failure, notFound } from '#floor/failure.ts';
import { domainOf, readAddress } from './address.ts';
import { CONFIRM } from './links.ts';
import { addressHash, isSuppressed } from './suppression.ts';
import { nextDue, type Wishes } from './wishes.ts';

export type Subscriber = Selectable<SubscriberTable>;

/** A confirmation link is good for a day. */
const GOOD_FOR_MS = 24 * 3_600_000;
/** Confirmations that one address gets in a day: whoever types it in again and again fills no mailbox. */
const CONFIRMATIONS_A_DAY = 3;
const NEVER = new Date(0).toISOString();
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** What a confirmation mail says: where it is confirmed, and what. */
export interface Confirmation {
  path: string;
  list: string;
}

/**
 * Takes in a wish to get a list by mail, and lays a mail with a confirmation link into the ledger. It tells nobody
 * whether the address is known: a known one gets a link too, and its wishes count when that is confirmed.
 * @param list as `readList` gives it.
 * @throws Failure `Invalid` for what is no address.
 */
export async function subscribe(
  db: Db,
  asked: { address: unknown; list: string; wishes: Wishes },
  now: Date,
): Promise<void> {
  const address = readAddress(asked.address);
  const token = randomBytes(24).toString('base64url');
  const hash = await addressHash(db, address);
  const at = now.toISOString();
  await db.transaction().execute(async (trx) => {
    if (await isSuppressed(trx, hash)) return;
    await trx
      .insertInto('subscribers')
      .values({
        address,
        list: asked.list,
        ...asked.wishes,
        state: 'pending',
        paused_until: null,
        confirmed_at: null,
        created_at: at,
        next_due_at: at,
      })
      .onConflict((oc) => oc.columns(['address', 'list']).doNothing())
      .execute();
    const mine = trx.selectFrom('subscribers').where('address', '=', address);
    const { id } = await mine.select('id').where('list', '=', asked.list).executeTakeFirstOrThrow();
    const { count } = await trx
      .selectFrom('mails')
      .select(({ fn }) => fn.countAll().as('count'))
      .where('subscriber', 'in', mine.select('id'))
      .where('kind', '=', 'confirmation')
      .where('created_at', '>', new Date(now.getTime() - GOOD_FOR_MS).toISOString())
      .executeTakeFirstOrThrow();
    if (Number(count) >= CONFIRMATIONS_A_DAY) return;
    await trx
      .insertInto('mail_tokens')
      .values({
        hash: hashOf(token),
        subscriber: id,
        wishes: JSON.stringify(asked.wishes),
        expires_at: new Date(now.getTime() + GOOD_FOR_MS).toISOString(),
      })
      .execute();
    const content: Confirmation = { path: `${CONFIRM}?t=${token}`, list: asked.list };
    await trx
      .insertInto('mails')
      .values(
        freshMail({ subscriber: id, edition: `confirmation ${hashOf(token).slice(0, 16)}`, address, content }, now),
      )
      .execute();
  });
}

/** A row of the ledger that is to be sent. */
export function freshMail(
  of: { subscriber: number; edition: string; address: string; content: object; kind?: 'digest' },
  now: Date,
) {
  return {
    subscriber: of.subscriber,
    edition: of.edition,
    kind: of.kind ?? ('confirmation' as const),
    domain: domainOf(of.address),
    state: 'pending' as const,
    message_id: `${now.getTime().toString(36)}.${randomBytes(12).toString('hex')}`,
    content: JSON.stringify(of.content),
    tries: 0,
    due_at: now.toISOString(),
    error: null,
    holder: null,
    held_until: NEVER,
    token: 0,
    created_at: now.toISOString(),
    settled_at: null,
  };
}

const worn = () =>
  new Failure('NotFound', 'This link is used or older than a day.', 'Subscribe again: a new link comes by mail.');

/** Whether a confirmation link is still good; looking uses nothing up, for mail programs look by themselves. */
export async function isConfirmable(db: Db, token: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('mail_tokens')
    .select('hash')
    .where('hash', '=', hashOf(token))
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Confirms a subscription; the link is used up.
 * @throws Failure `NotFound` for a link that is used, too old, or no link.
 */
export async function confirm(db: Db, token: string, now: Date): Promise<Subscriber> {
  return await db.transaction().execute(async (trx) => {
    const row = await trx
      .deleteFrom('mail_tokens')
      .where('hash', '=', hashOf(token))
      .where('expires_at', '>', now.toISOString())
      .returning(['subscriber', 'wishes'])
      .executeTakeFirst();
    if (!row) throw worn();
    const wishes = JSON.parse(row.wishes) as Wishes;
    return await trx
      .updateTable('subscribers')
      .set({
        ...wishes,
        state: 'active',
        paused_until: null,
        confirmed_at: now.toISOString(),
        next_due_at: nextDue(wishes, now).toISOString(),
      })
      .where('id', '=', row.subscriber)
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}

/** @throws Failure `NotFound` where the subscriber was deleted. */
export async function findSubscriber(db: Db, id: number): Promise<Subscriber> {
  const row = await db.selectFrom('subscribers').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('This subscription is no more.', 'Subscribe again at /subscribe.');
  return row;
}

/** Changes when mails come and what is in them. An ended subscription stays ended. */
export async function changeWishes(
  db: Db,
  id: number,
  wishes: Wishes,
  pausedUntil: string | null,
  now: Date,
): Promise<void> {
  await db
    .updateTable('subscribers')
    .set({ ...wishes, paused_until: pausedUntil, next_due_at: nextDue(wishes, now).toISOString() })
    .where('id', '=', id)
    .execute();
}

/** Why a mail was not sent that its subscriber ended before. */
export const SUBSCRIPTION_ENDED = 'The subscription ended.';

/** Ends a subscription. What is in the ledger and has not begun to go out is not sent any more. Again is no harm. */
export async function endSubscription(db: Db, id: number, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('subscribers').set({ state: 'ended' }).where('id', '=', id).execute();
    await trx.deleteFrom('mail_tokens').where('subscriber', '=', id).execute();
    await trx
      .updateTable('mails')
      .set({ state: 'failed', error: SUBSCRIPTION_ENDED, content: null, settled_at: now.toISOString() })
      .where('subscriber', '=', id)
      .where('state', '=', 'pending')
      .execute();
  });
}
