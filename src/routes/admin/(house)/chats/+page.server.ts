import { lastPosts } from '#jobs/hooks/log.ts';
import { momentWords } from '#jobs/page.ts';
import { administratorOr } from '../../administrator.ts';
import type { PageServerLoad } from './$types';

const SHOWN = 10;

export const load: PageServerLoad = async ({ locals: { offprint }, cookies, url, setHeaders }) => {
  setHeaders({ 'cache-control': 'no-store' });
  await administratorOr(offprint, cookies, url);
  const now = new Date();
  const hooks = offprint.settings.hooks.map(async ({ name, target, list }) => ({
    name,
    kind: target.kind,
    list,
    posts: (await lastPosts(offprint.db, name, SHOWN)).map(({ edition, state, tries, status, error, tried_at }) => ({
      edition,
      state,
      tries,
      status,
      error,
      at: tried_at,
      when: momentWords(tried_at, now),
    })),
  }));
  return { hooks: await Promise.all(hooks) };
};
