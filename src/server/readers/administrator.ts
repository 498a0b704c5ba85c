import type { Db } from '#db/schema.ts';
import { Failure } from '#floor/failure.ts';
import { bringsSecret, freshSecret, isSame, sealOf, secretMadeNow, secretNamed } from './secret.ts';

const NAME = 'administrator';
const KEY_BYTES = 24;
/** The cookie that a session is kept in. */
export const SESSION = 'administrator';

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
  return await secretNamed(db, NAME, KEY_BYTES);
}

/**
 * For the first start: the key, where this call made it.
 * @param configured the setting; where it is set, whoever set it knows the key.
 */
export async function keyMadeNow(db: Db, configured: string): Promise<string | undefined> {
  return configured ? undefined : await secretMadeNow(db, NAME, KEY_BYTES);
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
  const value = freshSecret(KEY_BYTES);
  await db
    .insertInto('secrets')
    .values({ name: NAME, value })
    .onConflict((oc) => oc.column('name').doUpdateSet({ value }))
    .execute();
  return value;
}

/** What a browser keeps in place of the key. Another key makes it worthless. */
export function sessionFor(key: string): string {
  return sealOf(key, 'session of the administrator');
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
