import { createHmac, randomBytes } from 'node:crypto';
import type { Db } from '#db/schema.ts';
import { Failure } from '#floor/failure.ts';
import { bringsSecret, isSame } from './secret.ts';

const NAME = 'administrator';

declare const proven: unique symbol;
/** Proof that the administrator asks: what only the administrator may do takes one. */
export interface Administrator {
  readonly [proven]: true;
}

const ADMINISTRATOR = {} as Administrator;

/** For commands: who may run a program on the machine may read its database. */
export const onThisMachine = (): Administrator => ADMINISTRATOR;

/**
 * The administrator's key: the setting's, else one that the installation made for itself the first time it was asked for.
 * @param configured the setting; empty where there is none.
 */
export async function administratorKey(db: Db, configured: string): Promise<string> {
  if (configured) return configured;
  const known = () => db.selectFrom('secrets').select('value').where('name', '=', NAME).executeTakeFirst();
  return (await known())?.value ?? (await firstKey(db)) ?? (await known())!.value;
}

const freshKey = () => randomBytes(24).toString('base64url');

/** Makes the first key. @returns undefined where there is one already, also where another process was faster. */
async function firstKey(db: Db): Promise<string | undefined> {
  const made = await db
    .insertInto('secrets')
    .values({ name: NAME, value: freshKey() })
    .onConflict((oc) => oc.column('name').doNothing())
    .returning('value')
    .executeTakeFirst();
  return made?.value;
}

/**
 * For the first start: the key, where this call made it.
 * @param configured the setting; where it is set, whoever set it knows the key.
 */
export async function keyMadeNow(db: Db, configured: string): Promise<string | undefined> {
  return configured ? undefined : await firstKey(db);
}

/**
 * Makes another key. The one before opens nothing any more, and every session ends, in every process.
 * @throws Failure `Conflict` where a setting has the key.
 */
export async function renewAdministratorKey(db: Db, configured: string): Promise<string> {
  if (configured) {
    throw new Failure(
      'Conflict',
      'OFFPRINT_ADMIN_KEY sets the key.',
      'Change it there, or take it away, and start Offprint again.',
    );
  }
  const value = freshKey();
  await db
    .insertInto('secrets')
    .values({ name: NAME, value })
    .onConflict((oc) => oc.column('name').doUpdateSet({ value }))
    .execute();
  return value;
}

/** What a browser keeps in place of the key. Another key makes it worthless. */
export function sessionFor(key: string): string {
  return createHmac('sha256', key).update('session of the administrator').digest('base64url');
}

/** The proof for a session that a browser brings; undefined where it is none. */
export function administratorBySession(key: string, session: string | undefined): Administrator | undefined {
  return session !== undefined && isSame(session, sessionFor(key)) ? ADMINISTRATOR : undefined;
}

/** The proof for the key that a program brings (RFC 6750, `Authorization: Bearer KEY`); undefined where it is another. */
export function administratorByBearer(key: string, header: string | null): Administrator | undefined {
  return bringsSecret(key, header) ? ADMINISTRATOR : undefined;
}

/**
 * The proof for a key that somebody gives.
 * @throws Failure `Forbidden` where it is not the key.
 */
export function administratorByKey(key: string, given: string): Administrator {
  if (isSame(given.trim(), key)) return ADMINISTRATOR;
  throw new Failure(
    'Forbidden',
    'That is not the key.',
    'Run “npx offprint admin-key” on the machine: it prints a link that has it.',
  );
}
