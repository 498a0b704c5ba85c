import { apiAnswer } from '#delivery/daily-papers/answer.ts';
import { paperDetail } from '#delivery/daily-papers/paper.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params, url }) =>
  apiAnswer(async () => ({ body: await paperDetail(locals.offprint.db, params.id, url.searchParams, url.origin) }));
