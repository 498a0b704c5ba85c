import { apiAnswer } from '#delivery/daily-papers/answer.ts';
import { notFound } from '#floor/failure.ts';
import type { RequestHandler } from './$types';

/** An address below /api that nothing answers: a client reads JSON there, also of its mistakes. */
export const fallback: RequestHandler = ({ url }) =>
  apiAnswer(async () => {
    throw notFound(`There is nothing at ${url.pathname.slice(0, 200)}.`);
  });
