import type { Db } from '#db/schema.ts';
import { notFound } from '#floor/failure.ts';
import type { Administrator } from '#readers/administrator.ts';

/**
 * Settles what nobody but the receiver could know. Neither way is the mail sent again: one that did not arrive gives its
 * papers back, and the next edition has them.
 * @throws Failure `NotFound` where the row is not `unknown`, or not any more.
 */
export async function decideUnknown(
  db: Db,
  _proof: Administrator,
  id: number,
  hasArrived: boolean,
  now: Date,
): Promise<void> {
  const end = hasArrived
    ? { state: 'sent' as const, error: null }
    : { state: 'failed' as const, error: 'It did not arrive, the administrator says.' };
  await db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('mails')
      .set({ ...end, settled_at: now.toISOString() })
      .where('id', '=', id)
      .where('state', '=', 'unknown')
      .returning('id')
      .executeTakeFirst();
    if (!row) throw notFound(`Mail ${id} is not unknown, or not any more.`, 'Look at the list again.');
    if (!hasArrived) await trx.deleteFrom('sent_papers').where('mail', '=', id).execute();
  });
}
