import type { SuppressionTable } from '#db/mail-tables.ts';
import type { Db, Trx } from '#db/schema.ts';
import { sealOf, secretNamed } from '#readers/secret.ts';
import { readAddress } from './address.ts';

/** SHA-256 keyed with a secret: a list of likely addresses does not find out who is on it. */
export async function addressHash(db: Db, address: string): Promise<string> {
  return sealOf(await secretNamed(db, 'suppression'), address.toLowerCase());
}

/** Whether an address gets no mail, by its hash. */
export async function isSuppressed(db: Db | Trx, hash: string): Promise<boolean> {
  const row = await db.selectFrom('suppressions').select('hash').where('hash', '=', hash).executeTakeFirst();
  return row !== undefined;
}

/**
 * Takes in that an address bounced or that its reader complained: from the server's answer, a bounce mailbox or a
 * webhook. All its subscriptions end, and it gets no mail again, even when it is deleted and comes back.
 * @throws Failure `Invalid` for what is no address.
 */
export async function suppress(db: Db, given: string, reason: SuppressionTable['reason'], now: Date): Promise<void> {
  const address = readAddress(given);
  const hash = await addressHash(db, address);
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('suppressions')
      .values({ hash, reason, since: now.toISOString() })
      .onConflict((oc) => oc.column('hash').doNothing())
      .execute();
    const ended = await trx
      .updateTable('subscribers')
      .set({ state: 'ended' })
      .where((eb) => eb(eb.fn<string>('lower', ['address']), '=', address.toLowerCase()))
      .returning('id')
      .execute();
    const ids = ended.map(({ id }) => id);
    if (ids.length > 0) await trx.deleteFrom('mail_tokens').where('subscriber', 'in', ids).execute();
  });
}
