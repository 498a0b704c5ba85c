import type { Db } from '#db/schema.ts';
import { SUBSCRIPTION_ENDED } from '#delivery/digest/subscriptions.ts';
import { counted } from '#delivery/page/words.ts';
import type { Administrator } from '#readers/administrator.ts';
import { countUnread } from './harvest/unread.ts';
import type { Job } from './job.ts';
import { jobViews } from './page.ts';

/** Nothing takes an old trouble away, so it is not shown for ever; the page of mails has all. */
const RECENT_MS = 7 * 86_400_000;

/** One thing that wants to be seen, and where. */
export interface Attention {
  words: string;
  path: string;
}

/** What the administrator should look at, the gravest first; empty where all is well. */
export async function attention(db: Db, _proof: Administrator, jobs: readonly Job[], now: Date): Promise<Attention[]> {
  const views = await jobViews(db, jobs, now);
  const unreadCount = await countUnread(db);
  const { owed } = await db
    .selectFrom('owed_pages')
    .select(({ fn }) => fn.countAll<number>().as('owed'))
    .executeTakeFirstOrThrow();
  const recent = new Date(now.getTime() - RECENT_MS).toISOString();
  const mails = await db
    .selectFrom('mails')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .where('state', 'in', ['unknown', 'failed'])
    .where('settled_at', '>=', recent)
    .where((eb) => eb.or([eb('error', 'is', null), eb('error', '<>', SUBSCRIPTION_ENDED)]))
    .groupBy('state')
    .execute();
  const countOf = (state: 'unknown' | 'failed') => Number(mails.find((row) => row.state === state)?.count ?? 0);
  const posts = await db
    .selectFrom('hook_posts')
    .select('hook')
    .distinct()
    .where('state', '=', 'failed')
    .where('tried_at', '>=', recent)
    .orderBy('hook')
    .execute();
  const [unknown, failed] = [countOf('unknown'), countOf('failed')];
  const found: Attention[] = views
    .filter(({ state }) => state === 'failed')
    .map(({ name }) => ({ words: `The job “${name}” failed`, path: '/admin/jobs' }));
  if (unknown > 0) {
    const words = `${counted(unknown, 'mail')} of which nobody knows whether ${unknown === 1 ? 'it' : 'they'} arrived`;
    found.push({ words, path: '/admin/mail?state=unknown' });
  }
  if (failed > 0) {
    found.push({ words: `${counted(failed, 'mail')} could not be sent`, path: '/admin/mail?state=failed' });
  }
  for (const { hook } of posts) found.push({ words: `A post to “${hook}” failed`, path: '/admin/chats' });
  const pages = Number(owed);
  if (pages > 0) found.push({ words: `${counted(pages, 'page')} owed by sources`, path: '/admin/jobs#owed' });
  if (unreadCount > 0) {
    found.push({ words: `${counted(unreadCount, 'record')} that could not be read`, path: '/admin/jobs#unread' });
  }
  return found;
}
