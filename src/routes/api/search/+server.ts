import { answerTo } from '#delivery/operations/answer.ts';
import { search } from '#delivery/operations/search.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, url }) => answerTo(search, locals.offprint, url);
