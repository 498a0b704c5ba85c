import { apiAnswer } from '#delivery/daily-papers/answer.ts';
import { searchPapers } from '#delivery/daily-papers/search.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals: { offprint }, url }) =>
  apiAnswer(async () => ({ body: await searchPapers(offprint, url.searchParams, url.origin) }));
