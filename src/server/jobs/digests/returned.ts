import type { Db } from '#db/schema.ts';
import { suppress } from '#delivery/digest/suppression.ts';
import type { Returned } from '#delivery/returned/read.ts';

/** What became of a mail that came back. */
export type Taken = 'bounced' | 'failed' | 'complaint' | 'not ours' | 'nothing';

/** How an address is told that a mail came back for. RFC 3463 §3.8: 5.7.x refuses a mail or its sender, not an address. */
const isOfAddress = (status: string) => status === '' || (status.startsWith('5.') && !status.startsWith('5.7.'));

/**
 * Takes in that a mail came back. Only the id of a mail in the ledger counts, which nobody can guess who did not get it:
 * whatever else is written in it may be forged. Again is no harm.
 */
export async function takeReturned(db: Db, returned: Returned, now: Date): Promise<Taken> {
  if (returned.kind === 'other') return 'nothing';
  const locals = returned.messageIds.map((id) => id.split('@')[0]!).slice(0, 10);
  if (locals.length === 0) return 'not ours';
  const mail = await db
    .selectFrom('mails as m')
    .innerJoin('subscribers as s', 's.id', 'm.subscriber')
    .select(['m.id', 's.address'])
    .where('m.message_id', 'in', locals)
    .executeTakeFirst();
  if (!mail) return 'not ours';
  if (returned.kind === 'complaint') {
    await suppress(db, mail.address, 'complaint', now);
    return 'complaint';
  }
  const state = isOfAddress(returned.status) ? ('bounced' as const) : ('failed' as const);
  await db
    .updateTable('mails')
    .set({ state, error: returned.words, content: null, settled_at: now.toISOString() })
    .where('id', '=', mail.id)
    .where('state', 'in', ['sent', 'unknown'])
    .execute();
  if (state === 'bounced') await suppress(db, mail.address, 'bounce', now);
  return state;
}
