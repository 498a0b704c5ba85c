import type { Db, Trx } from '#db/schema.ts';
import { isDay } from '#floor/day.ts';
import { sealOf, secretNamed } from '#readers/secret.ts';

/** An edition as it went out by mail: of a list, on a day, with the papers in their order and the reason of each. */
export interface SentEdition {
  /** `YYYY-MM-DD`, as the mail says it. */
  day: string;
  /** `Front page`. */
  name: string;
  /** The page that shows the list, without the origin. */
  list: string;
  papers: { id: string; because: string[] }[];
}

export type SealEdition = (edition: SentEdition) => string;

export const editionPath = (day: string, seal: string): string => `/papers/digest/${day}/${seal}`;

/**
 * Seals what an edition says with a secret of the installation. Two subscribers who get the same share a page; who gets
 * something of their own, because they had the rest before, has a page whose address nobody guesses.
 */
export async function editionSealer(db: Db): Promise<SealEdition> {
  const secret = await secretNamed(db, 'sent editions');
  return ({ day, name, list, papers }) =>
    sealOf(secret, JSON.stringify([day, name, list, papers.map(({ id, because }) => [id, because])]));
}

/** Keeps an edition for good: a link in a mailbox has no end, and ten papers with their reasons take about a kilobyte. */
export async function keepEdition(trx: Trx, seal: SealEdition, edition: SentEdition, now: Date): Promise<void> {
  const { papers, ...said } = edition;
  await trx
    .insertInto('sent_editions')
    .values({ ...said, seal: seal(edition), papers: JSON.stringify(papers), made_at: now.toISOString() })
    .onConflict((oc) => oc.column('seal').doNothing())
    .execute();
}

/** @returns undefined where no edition has this address. */
export async function findEdition(db: Db, day: string, seal: string): Promise<SentEdition | undefined> {
  if (!isDay(day) || !/^[\w-]{43}$/.test(seal)) return undefined;
  const row = await db
    .selectFrom('sent_editions')
    .select(['day', 'name', 'list', 'papers'])
    .where('seal', '=', seal)
    .where('day', '=', day)
    .executeTakeFirst();
  return row && { ...row, papers: JSON.parse(row.papers) as SentEdition['papers'] };
}
