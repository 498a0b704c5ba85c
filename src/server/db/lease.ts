import type { Db, Trx } from './schema.ts';

export interface Lease {
  name: string;
  holder: string;
  token: number;
}

const at = (ms: number) => new Date(ms).toISOString();

/**
 * Takes or renews the right called `name` for `ttlMs` milliseconds, in one statement that either engine
 * carries out for one process alone.
 * @returns the lease, or undefined while another holder's has not run out. `token` grows with each new holder.
 */
export async function takeLease(
  db: Db | Trx,
  name: string,
  holder: string,
  ttlMs: number,
  now = Date.now(),
): Promise<Lease | undefined> {
  const row = await db
    .insertInto('leases')
    .values({ name, holder, token: 1, expires_at: at(now + ttlMs) })
    .onConflict((oc) =>
      oc
        .column('name')
        .doUpdateSet((eb) => ({
          holder,
          token: eb
            .case()
            .when('leases.holder', '=', holder)
            .then(eb.ref('leases.token'))
            .else(eb('leases.token', '+', 1))
            .end(),
          expires_at: at(now + ttlMs),
        }))
        .where((eb) => eb.or([eb('leases.expires_at', '<', at(now)), eb('leases.holder', '=', holder)])),
    )
    .returning(['name', 'holder', 'token'])
    .executeTakeFirst();
  return row;
}

/** Gives the right back at once, if it is still this holder's. */
export async function dropLease(db: Db | Trx, lease: Lease): Promise<void> {
  await db
    .updateTable('leases')
    .set({ expires_at: at(0) })
    .where('name', '=', lease.name)
    .where('holder', '=', lease.holder)
    .where('token', '=', lease.token)
    .execute();
}

/** Who holds the right now, if anyone. */
export async function leaseHolder(db: Db, name: string, now = Date.now()): Promise<string | undefined> {
  const row = await db
    .selectFrom('leases')
    .select('holder')
    .where('name', '=', name)
    .where('expires_at', '>=', at(now))
    .executeTakeFirst();
  return row?.holder;
}
