import { apiAnswer } from '#delivery/daily-papers/answer.ts';
import { repositoriesOf } from '#delivery/daily-papers/repositories.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params }) =>
  apiAnswer(async () => ({ body: await repositoriesOf(locals.offprint.db, params.id) }));
