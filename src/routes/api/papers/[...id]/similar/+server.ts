import { apiAnswer } from '#delivery/daily-papers/answer.ts';
import { similarAnswer } from '#delivery/search-api/similar.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals: { offprint }, params, url }) =>
  apiAnswer(async () => ({ body: await similarAnswer(offprint, params.id, url.searchParams) }));
