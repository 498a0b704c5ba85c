import { apiAnswer } from '#delivery/daily-papers/answer.ts';
import { listPapers } from '#delivery/daily-papers/list.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, url }) =>
  apiAnswer(async () => {
    const { items, cursor } = await listPapers(locals.offprint.db, url.searchParams, url.origin);
    if (cursor === undefined) return { body: items };
    const address = new URL(url);
    address.searchParams.set('cursor', cursor);
    return { body: items, headers: { link: `<${address}>; rel="next"` } };
  });
