import { apiAnswer } from '#delivery/daily-papers/answer.ts';
import { suggestAnswer } from '#delivery/search-api/suggest.ts';
import { askedIndex } from '../../papers/ask-index.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals: { offprint }, url }) =>
  apiAnswer(() => askedIndex(offprint, () => suggestAnswer(offprint, url.searchParams)));
