import { apiAnswer } from '#delivery/daily-papers/answer.ts';
import { searchAnswer } from '#delivery/search-api/search.ts';
import { askedIndex } from '../../papers/ask-index.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals: { offprint }, url }) =>
  apiAnswer(() => askedIndex(offprint, () => searchAnswer(offprint, url.searchParams)));
