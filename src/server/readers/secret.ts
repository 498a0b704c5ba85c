import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Db } from '#db/schema.ts';

/** A secret that the installation makes for itself the first time it is asked for; every process gets the same. */
export async function secretNamed(db: Db, name: string): Promise<string> {
  const known = () => db.selectFrom('secrets').select('value').where('name', '=', name).executeTakeFirst();
  const found = await known();
  if (found) return found.value;
  await db
    .insertInto('secrets')
    .values({ name, value: randomBytes(32).toString('base64url') })
    .onConflict((oc) => oc.column('name').doNothing())
    .execute();
  return (await known())!.value;
}

/** A keyed hash, as base64url. */
export const sealOf = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('base64url');

/** Compares a seal in constant time. */
export function isSeal(secret: string, text: string, given: string): boolean {
  const [right, wrong] = [Buffer.from(sealOf(secret, text)), Buffer.from(given)];
  return right.length === wrong.length && timingSafeEqual(right, wrong);
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Compares two texts in constant time, whatever their lengths. */
export const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/** Whether a program brings a secret (RFC 6750, `Authorization: Bearer SECRET`). Compared in constant time. */
export function bringsSecret(secret: string, header: string | null): boolean {
  const given = /^bearer +(\S+)$/i.exec(header?.trim() ?? '')?.[1];
  return given !== undefined && isSame(given, secret);
}
