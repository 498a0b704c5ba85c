import type { Db } from '#db/schema.ts';
import { Failure } from '#floor/failure.ts';
import { isSeal, sealOf, secretNamed } from '#readers/secret.ts';

const NAME = 'mail links';

export const CONFIRM = '/subscribe/confirm';
export const PREFERENCES = '/subscribe/preferences';
/** Where a mail's reader ends it; mail programs post here by themselves (RFC 8058). */
export const END = '/subscribe/end';

type Purpose = typeof PREFERENCES | typeof END;

/** Makes signed links for subscribers: who has the link may do what it is for, and nothing else. */
export async function linkMaker(db: Db, origin: string): Promise<(purpose: Purpose, subscriber: number) => string> {
  const secret = await secretNamed(db, NAME);
  return (purpose, id) => `${origin}${purpose}?s=${id}.${sealOf(secret, `${purpose} ${id}`)}`;
}

/**
 * Whose link it is.
 * @throws Failure `Forbidden` for a link that was not made here, or for another purpose.
 */
export async function subscriberOfLink(db: Db, purpose: Purpose, given: string | null): Promise<number> {
  const [, id = '', seal = ''] = /^(\d{1,15})\.([\w-]{43})$/.exec(given ?? '') ?? [];
  if (id && isSeal(await secretNamed(db, NAME), `${purpose} ${id}`, seal)) return Number(id);
  throw new Failure('Forbidden', 'This link is not whole.', 'Open it from the mail again.');
}
