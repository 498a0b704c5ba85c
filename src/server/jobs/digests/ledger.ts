import type { Selectable } from 'kysely';
import type { MailTable } from '#db/mail-tables.ts';
import type { Db, Trx } from '#db/schema.ts';
import { suppress } from '#delivery/digest/suppression.ts';

/** A row of the ledger with who it goes to. */
export type Mail = Pick<
  Selectable<MailTable>,
  'id' | 'subscriber' | 'edition' | 'kind' | 'domain' | 'message_id' | 'content' | 'tries' | 'token'
> & { address: string; list: string };

/** A claim holds so long: longer than one mail takes at most, with a server that stalls in every step. */
export const CLAIMED_FOR_MS = 10 * 60_000;
const FIRST_REST_MS = 60_000;
const LONGEST_REST_MS = 6 * 3_600_000;
/** With the rests between them, some two days. */
const MOST_TRIES = 14;

const text = (at: Date | number) => new Date(at).toISOString();

/**
 * Settles what a holder that died left in `sending`. Of a digest nobody knows whether it arrived: it becomes `unknown`,
 * and is never sent again by itself. A confirmation goes again: one too many is better than none.
 */
export async function settleOrphans(db: Db, now: Date): Promise<number> {
  const orphans = db.updateTable('mails').where('state', '=', 'sending').where('held_until', '<', text(now));
  const lost = await orphans
    .where('kind', '=', 'digest')
    .set({
      state: 'unknown',
      error: 'The sender ended between the mail and the note of it.',
      content: null,
      settled_at: text(now),
      holder: null,
    })
    .returning('id')
    .execute();
  await orphans
    .where('kind', '=', 'confirmation')
    .set(({ eb }) => ({ state: 'pending' as const, holder: null, token: eb('token', '+', 1) }))
    .execute();
  return lost.length;
}

/** How many more mails may go to a domain in this minute; `wanted` at most. */
async function take(trx: Trx, domain: string, wanted: number, limit: number, now: Date): Promise<number> {
  if (limit === 0) return wanted;
  const minute = `${text(now).slice(0, 16)}:00.000Z`;
  const insert = trx.insertInto('mail_domains').values({ domain, minute, taken: wanted });
  const { taken } = await insert
    .onConflict((oc) =>
      oc.column('domain').doUpdateSet(({ eb, ref }) => ({
        minute,
        taken: eb
          .case()
          .when(ref('mail_domains.minute'), '=', minute)
          .then(eb(ref('mail_domains.taken'), '+', wanted))
          .else(wanted)
          .end(),
      })),
    )
    .returning('taken')
    .executeTakeFirstOrThrow();
  const allowed = Math.max(0, Math.min(wanted, limit - (taken - wanted)));
  if (allowed < wanted) {
    const over = wanted - allowed;
    const back = trx.updateTable('mail_domains').set(({ eb }) => ({ taken: eb('taken', '-', over) }));
    await back.where('domain', '=', domain).execute();
  }
  return allowed;
}

/**
 * Takes mails that are due, in one statement that either engine carries out for one process alone. Those above their
 * domain's limit go back, due in the next minute.
 * @param limit mails a minute to one receiving domain; 0 for no limit.
 */
export async function claimMails(
  db: Db,
  { holder, most, limit, now }: { holder: string; most: number; limit: number; now: Date },
): Promise<Mail[]> {
  return await db.transaction().execute(async (trx) => {
    const due = trx
      .selectFrom('mails')
      .select('id')
      .where('state', '=', 'pending')
      .where('due_at', '<=', text(now))
      .where('held_until', '<', text(now))
      .orderBy('due_at')
      .orderBy('id')
      .limit(most);
    const taken = await trx
      .updateTable('mails')
      .set(({ eb }) => ({ holder, held_until: text(now.getTime() + CLAIMED_FOR_MS), token: eb('token', '+', 1) }))
      .where('id', 'in', due)
      // Again here: of a row that another has just given back with a rest, PostgreSQL looks at these alone.
      .where('state', '=', 'pending')
      .where('due_at', '<=', text(now))
      .where('held_until', '<', text(now))
      .returning(['id', 'domain'])
      .execute();
    const kept: number[] = [];
    for (const [domain, mails] of Map.groupBy(taken, (mail) => mail.domain)) {
      const allowed = await take(trx, domain, mails.length, limit, now);
      kept.push(...mails.slice(0, allowed).map(({ id }) => id));
      const over = mails.slice(allowed).map(({ id }) => id);
      if (over.length === 0) continue;
      const nextMinute = text((Math.floor(now.getTime() / 60_000) + 1) * 60_000);
      const back = trx.updateTable('mails').set({ holder: null, held_until: text(0), due_at: nextMinute });
      await back.where('id', 'in', over).execute();
    }
    if (kept.length === 0) return [];
    return await trx
      .selectFrom('mails as m')
      .innerJoin('subscribers as s', 's.id', 'm.subscriber')
      .select(['m.id', 'm.subscriber', 'm.edition', 'm.kind', 'm.domain', 'm.message_id', 'm.content', 'm.tries'])
      .select(['m.token', 's.address', 's.list'])
      .where('m.id', 'in', kept)
      .orderBy('m.due_at')
      .orderBy('m.id')
      .execute();
  });
}

/** Gives back what was claimed and has not begun. */
export async function release(db: Db, mails: readonly Mail[]): Promise<void> {
  for (const { id, token } of mails) {
    const back = db
      .updateTable('mails')
      .set({ holder: null, held_until: text(0) })
      .where('id', '=', id);
    await back.where('token', '=', token).where('state', '=', 'pending').execute();
  }
}

/**
 * Commits that a mail's data goes out now.
 * @throws Error where it is no longer this holder's to send: then nothing may go out.
 */
export async function begin(db: Db, { id, token }: Mail, now: Date): Promise<void> {
  const row = await db
    .updateTable('mails')
    .set({ state: 'sending', held_until: text(now.getTime() + CLAIMED_FOR_MS) })
    .where('id', '=', id)
    .where('token', '=', token)
    .where('state', '=', 'pending')
    .where('held_until', '>', text(now))
    .returning('id')
    .executeTakeFirst();
  if (!row) throw new Error('This mail is another sender’s now, or is not to be sent any more.');
}

/** How an attempt ended. */
export type Outcome =
  | { state: 'sent' }
  /** Nobody knows whether it arrived. */
  | { state: 'unknown'; error: string }
  /** Not taken by the server, and worth another try. */
  | { state: 'later'; error: string }
  /** The receiving server knows no such address, or wants no mail for it. */
  | { state: 'bounced'; error: string }
  | { state: 'failed'; error: string };

/** Milliseconds until the next try; up to a quarter of it is left to chance. */
export const restAfter = (tries: number, chance: number): number =>
  Math.min(FIRST_REST_MS * 2 ** (tries - 1), LONGEST_REST_MS) * (1 + chance / 4);

/** Writes down how an attempt ended. What was not sent for good gives its papers back: the next edition has them. */
export async function settle(db: Db, mail: Mail, outcome: Outcome, now: Date, chance = Math.random()): Promise<void> {
  const tries = mail.tries + 1;
  const error = 'error' in outcome ? outcome.error.slice(0, 500) : null;
  const isAgain =
    (outcome.state === 'later' && tries < MOST_TRIES) || (outcome.state === 'unknown' && mail.kind === 'confirmation');
  const state = outcome.state === 'later' ? 'failed' : outcome.state;
  const mine = db.updateTable('mails').where('id', '=', mail.id).where('token', '=', mail.token);
  if (isAgain) {
    const due_at = text(now.getTime() + restAfter(tries, chance));
    const again = { state: 'pending' as const, tries, due_at, error, holder: null, held_until: text(0) };
    await mine.where('state', 'in', ['pending', 'sending']).set(again).execute();
    return;
  }
  const end = { state, tries, error, content: null, holder: null, settled_at: text(now) };
  await mine.where('state', 'in', ['pending', 'sending']).set(end).execute();
  if (state === 'failed' || state === 'bounced')
    await db.deleteFrom('sent_papers').where('mail', '=', mail.id).execute();
  if (state === 'bounced') await suppress(db, mail.address, 'bounce', now);
}
