import { apiAnswer } from '#delivery/daily-papers/answer.ts';
import { searchPapers } from '#delivery/daily-papers/search.ts';
import { askedIndex } from '../../../papers/ask-index.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals: { offprint }, url }) =>
  apiAnswer(() => askedIndex(offprint, () => searchPapers(offprint, url.searchParams, url.origin)));
