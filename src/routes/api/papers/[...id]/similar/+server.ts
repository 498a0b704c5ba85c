import { apiAnswer } from '#delivery/daily-papers/answer.ts';
import { similarAnswer } from '#delivery/search-api/similar.ts';
import { askedIndex } from '../../../../papers/ask-index.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals: { offprint }, params, url }) =>
  apiAnswer(() => askedIndex(offprint, () => similarAnswer(offprint, params.id, url.searchParams)));
