import { answerTo } from '#delivery/operations/answer.ts';
import { similar } from '#delivery/operations/similar.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params, url }) => answerTo(similar, locals.offprint, url, params);
