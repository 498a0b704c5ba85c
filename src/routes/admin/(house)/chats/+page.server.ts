import { lastPosts } from '#jobs/hooks/log.ts';
import { momentWords } from '#jobs/page.ts';
import { administratorsPage } from '../../administrator.ts';
import type { PageServerLoad } from './$types';

const SHOWN = 10;

export const load: PageServerLoad = async (event) => {
  await administratorsPage(event);
  const { offprint } = event.locals;
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
