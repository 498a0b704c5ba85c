import { apiAnswer } from '#delivery/daily-papers/answer.ts';
import { searchAnswer } from '#delivery/search-api/search.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals: { offprint }, url }) =>
  apiAnswer(async () => ({ body: await searchAnswer(offprint, url.searchParams) }));
