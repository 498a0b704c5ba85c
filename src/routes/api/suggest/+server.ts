import { answerTo } from '#delivery/operations/answer.ts';
import { suggest } from '#delivery/operations/suggest.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, url }) => answerTo(suggest, locals.offprint, url);
