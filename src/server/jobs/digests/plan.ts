import type { Db } from '#db/schema.ts';
import { type DigestSource, digestOf, digestSource, sourceName } from '#delivery/digest/for-subscriber.ts';
import { editionPath, editionSealer, keepEdition, type SealEdition } from '#delivery/digest/sent-edition.ts';
import { freshMail, type Subscriber } from '#delivery/digest/subscriptions.ts';
import { addressHash, isSuppressed } from '#delivery/digest/suppression.ts';
import { nextDue } from '#delivery/digest/wishes.ts';
import type { ListedPaper } from '#delivery/list/list.ts';
import { dayIn } from '#floor/schedule.ts';
import type { SearchIndex } from '#search/index.ts';
import type { Work } from '../job.ts';

const AT_ONCE = 200;

export interface Planning {
  db: Db;
  index: SearchIndex;
  origin: string;
}

/** Subscribers who are due, the longest due first. */
export function dueSubscribers(db: Db, now: Date, isForced = false): Promise<Subscriber[]> {
  return db
    .selectFrom('subscribers')
    .selectAll()
    .where('state', '=', 'active')
    .$if(!isForced, (query) => query.where('next_due_at', '<=', now.toISOString()))
    .orderBy('next_due_at')
    .orderBy('id')
    .limit(isForced ? 1_000_000 : AT_ONCE)
    .execute();
}

/** Papers of a list that a subscriber has not had, in the list's order. */
export async function newPapers(db: Db, subscriber: number, { papers }: DigestSource): Promise<ListedPaper[]> {
  if (papers.length === 0) return [];
  const ids = papers.map(({ paper }) => paper.id);
  const had = await db
    .selectFrom('sent_papers')
    .select('paper_id')
    .where('subscriber', '=', subscriber)
    .where('paper_id', 'in', ids)
    .execute();
  const known = new Set(had.map(({ paper_id }) => paper_id));
  return papers.filter(({ paper }) => !known.has(paper.id));
}

/** Whether a pause holds on a subscriber's day. */
export const isPaused = ({ paused_until, zone }: Subscriber, now: Date): boolean =>
  paused_until !== null && dayIn(zone, now) < paused_until;

/** Reads each list once for all who get it. */
export function sourcesOf(planning: Planning): (subscriber: Subscriber) => Promise<DigestSource> {
  const read = new Map<string, Promise<DigestSource>>();
  return ({ list, every }) => {
    const key = `${every} ${list}`;
    const source = read.get(key) ?? digestSource(planning, list, every);
    read.set(key, source);
    return source;
  };
}

/**
 * Gives a subscriber who is due a row of the ledger, with the papers that are new to them, and notes these as had: all in
 * one transaction, with when they are due next. Nothing new is no row.
 * @returns whether there is a mail.
 */
async function planOne(
  { db, origin, seal }: Planning & { seal: SealEdition },
  one: Subscriber,
  source: DigestSource,
  work: Work,
): Promise<boolean> {
  const now = work.now();
  const isBarred = await isSuppressed(db, await addressHash(db, one.address));
  const papers = isBarred || isPaused(one, now) ? [] : await newPapers(db, one.id, source);
  const day = dayIn(one.zone, now);
  return await db.transaction().execute(async (trx) => {
    await work.fence(trx);
    const moved = await trx
      .updateTable('subscribers')
      .set({ next_due_at: nextDue(one, now).toISOString(), ...(isBarred && { state: 'ended' as const }) })
      .where('id', '=', one.id)
      .where('state', '=', 'active')
      .where('next_due_at', '=', one.next_due_at)
      .returning('id')
      .executeTakeFirst();
    if (!moved || papers.length === 0) return false;
    const papersSent = papers.slice(0, one.most).map(({ paper, because }) => ({ id: paper.id, because }));
    const edition = { day, name: sourceName(source), list: source.path, papers: papersSent };
    const path = editionPath(day, seal(edition));
    const content = digestOf(source, papers, { origin, day, most: one.most, editionPath: path });
    const mail = await trx
      .insertInto('mails')
      .values(freshMail({ subscriber: one.id, edition: day, address: one.address, content, kind: 'digest' }, now))
      .onConflict((oc) => oc.columns(['subscriber', 'edition']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!mail) return false;
    await keepEdition(trx, seal, edition, now);
    const had = papersSent.map(({ id }) => ({ subscriber: one.id, paper_id: id, mail: mail.id }));
    await trx.insertInto('sent_papers').values(had).execute();
    return true;
  });
}

/**
 * Gives everybody who is due their row.
 * A list that cannot be read, such as a search without an index, leaves its subscribers due and is told at the end.
 */
export async function planDigests(planning: Planning, work: Work, isForced = false) {
  const counts = { due: 0, planned: 0 };
  const sourceOf = sourcesOf(planning);
  const troubles = new Map<string, unknown>();
  const seal = await editionSealer(planning.db);
  for (const one of await dueSubscribers(planning.db, work.now(), isForced)) {
    work.signal.throwIfAborted();
    counts.due++;
    try {
      if (await planOne({ ...planning, seal }, one, await sourceOf(one), work)) counts.planned++;
    } catch (error) {
      if (work.signal.aborted) throw error;
      troubles.set(one.list, error);
    }
  }
  return { ...counts, troubles };
}
