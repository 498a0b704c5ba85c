import type { Selectable } from 'kysely';
import type { Db, HookPostTable, Trx } from '#db/schema.ts';

export type HookPostRow = Selectable<HookPostTable>;

/** Posts whose papers count as posted. */
const REMEMBERED = 200;

/** One edition of one hook. */
export interface Which {
  hook: string;
  edition: string;
}

export function postRow(db: Db | Trx, { hook, edition }: Which): Promise<HookPostRow | undefined> {
  const rows = db.selectFrom('hook_posts').selectAll();
  return rows.where('hook', '=', hook).where('edition', '=', edition).executeTakeFirst();
}

/** Writes down that a try begins; how it ends is not known until {@link noteEnd}. */
export async function noteTry(trx: Trx, { hook, edition }: Which, id: string, papers: string[], now: Date) {
  const at = now.toISOString();
  const tried = { state: 'sending' as const, papers: JSON.stringify(papers), tried_at: at, status: null, error: null };
  await trx
    .insertInto('hook_posts')
    .values({ hook, edition, post_id: id, tries: 1, first_at: at, posted_at: null, ...tried })
    .onConflict((oc) =>
      oc.columns(['hook', 'edition']).doUpdateSet((eb) => ({ ...tried, tries: eb('hook_posts.tries', '+', 1) })),
    )
    .execute();
}

/** Writes down how a try ended. */
export async function noteEnd(
  db: Db,
  { hook, edition }: Which,
  ended: { status?: number | undefined; error?: string },
  now: Date,
): Promise<void> {
  const { status = null, error = null } = ended;
  await db
    .updateTable('hook_posts')
    .set({
      status,
      error,
      ...(error === null ? { state: 'posted', posted_at: now.toISOString() } : { state: 'failed' }),
    })
    .where('hook', '=', hook)
    .where('edition', '=', edition)
    .where('state', '!=', 'posted')
    .execute();
}

/** The last posts of a hook, the latest first. */
export function lastPosts(db: Db, hook: string, count: number): Promise<HookPostRow[]> {
  const rows = db.selectFrom('hook_posts').selectAll().where('hook', '=', hook);
  return rows.orderBy('tried_at', 'desc').limit(count).execute();
}

/** The papers that a hook has posted, and when its list was last read for a post that arrived. */
export async function earlierPosts(db: Db, hook: string): Promise<{ ids: Set<string>; latestAt: string | undefined }> {
  const rows = await db
    .selectFrom('hook_posts')
    .select(['papers', 'tried_at'])
    .where('hook', '=', hook)
    .where('state', '=', 'posted')
    .orderBy('tried_at', 'desc')
    .limit(REMEMBERED)
    .execute();
  return { ids: new Set(rows.flatMap(({ papers }) => JSON.parse(papers) as string[])), latestAt: rows[0]?.tried_at };
}
