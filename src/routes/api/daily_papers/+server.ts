import { apiAnswer } from '#delivery/daily-papers/answer.ts';
import { dailyPapers } from '#delivery/daily-papers/daily.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, url }) =>
  apiAnswer(async () => {
    const { items, next } = await dailyPapers(locals.offprint.db, url.searchParams, url.origin);
    if (next === undefined) return { body: items };
    const address = new URL(url);
    address.searchParams.set('p', String(next));
    return { body: items, headers: { link: `<${address}>; rel="next"` } };
  });
