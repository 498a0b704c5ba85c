import { apiAnswer } from '#delivery/daily-papers/answer.ts';
import { suggestAnswer } from '#delivery/search-api/suggest.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals: { offprint }, url }) =>
  apiAnswer(async () => ({ body: await suggestAnswer(offprint, url.searchParams) }));
