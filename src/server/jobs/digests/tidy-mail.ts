import type { Db } from '#db/schema.ts';

const A_DAY_MS = 86_400_000;
/** Mails that are settled; what came back for one comes within days, a complaint within weeks. */
const MAILS_KEPT_MS = 180 * A_DAY_MS;
/** Wishes that nobody confirmed, and subscriptions that were ended: their addresses go with them. */
const ADDRESSES_KEPT_MS = 30 * A_DAY_MS;
/** Longer than any list looks back for what it has posted. */
const POSTS_KEPT_MS = 400 * A_DAY_MS;

/**
 * Lets go of what mails and posts leave behind. Papers that a subscriber has had stay as long as the subscriber, so none
 * comes twice; an address that gets no mail stays as a hash.
 * @returns rows that were let go.
 */
export async function tidyMail(db: Db, now: Date): Promise<number> {
  const before = (ms: number) => new Date(now.getTime() - ms).toISOString();
  const settled = db.deleteFrom('mails').where('settled_at', '<', before(MAILS_KEPT_MS));
  // The last mail to an ended subscription says when it was last of use; there may be none.
  const left = db
    .deleteFrom('subscribers')
    .where('state', 'in', ['pending', 'ended'])
    .where('created_at', '<', before(ADDRESSES_KEPT_MS))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('mails')
            .select('mails.id')
            .whereRef('mails.subscriber', '=', 'subscribers.id')
            .where('mails.created_at', '>=', before(ADDRESSES_KEPT_MS)),
        ),
      ),
    );
  const gone = [
    await settled.executeTakeFirst(),
    await left.executeTakeFirst(),
    await db.deleteFrom('mail_tokens').where('expires_at', '<', now.toISOString()).executeTakeFirst(),
    await db.deleteFrom('mail_domains').where('minute', '<', before(A_DAY_MS)).executeTakeFirst(),
    await db.deleteFrom('hook_posts').where('tried_at', '<', before(POSTS_KEPT_MS)).executeTakeFirst(),
  ];
  return gone.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0);
}
