import type { Db } from '#db/schema.ts';
import type { Administrator } from '#readers/administrator.ts';
import type { Subscriber } from './subscriptions.ts';

export interface SubscriberRows {
  rows: Subscriber[];
  total: number;
}

/** Subscribers with their addresses, the newest first: for the administrator, who asked to see them. */
export async function subscriberRows(
  db: Db,
  _proof: Administrator,
  { id, address, offset, limit }: { id?: number; address?: string; offset: number; limit: number },
): Promise<SubscriberRows> {
  const found = db
    .selectFrom('subscribers')
    .$if(id !== undefined, (query) => query.where('id', '=', id!))
    .$if(address !== undefined, (query) => query.where('address', '=', address!));
  const { total } = await found.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await found.selectAll().orderBy('id', 'desc').offset(offset).limit(limit).execute();
  return { rows, total: Number(total) };
}
