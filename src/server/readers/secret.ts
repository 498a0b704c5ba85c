import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Db } from '#db/schema.ts';

const BYTES = 32;

export const freshSecret = (bytes: number): string => randomBytes(bytes).toString('base64url');

/** Makes a secret. @returns undefined where there is one of this name, also where another process was faster. */
export async function secretMadeNow(db: Db, name: string, bytes = BYTES): Promise<string | undefined> {
  const made = await db
    .insertInto('secrets')
    .values({ name, value: freshSecret(bytes) })
    .onConflict((oc) => oc.column('name').doNothing())
    .returning('value')
    .executeTakeFirst();
  return made?.value;
}

/** A secret that the installation makes for itself the first time it is asked for; every process gets the same. */
export async function secretNamed(db: Db, name: string, bytes = BYTES): Promise<string> {
  const known = () => db.selectFrom('secrets').select('value').where('name', '=', name).executeTakeFirst();
  return (await known())?.value ?? (await secretMadeNow(db, name, bytes)) ?? (await known())!.value;
}

/** A keyed hash, as base64url. */
export const sealOf = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('base64url');

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Compares two texts in constant time, whatever their lengths. */
export const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/** Compares a seal in constant time. */
export const isSeal = (secret: string, text: string, given: string): boolean => isSame(sealOf(secret, text), given);

/** Whether a program brings a secret (RFC 6750, `Authorization: Bearer SECRET`). Compared in constant time. */
export function bringsSecret(secret: string, header: string | null): boolean {
  const given = /^bearer +(\S+)$/i.exec(header?.trim() ?? '')?.[1];
  return given !== undefined && isSame(given, secret);
}
