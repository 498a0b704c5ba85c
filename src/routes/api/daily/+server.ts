import { answerTo } from '#delivery/operations/answer.ts';
import { daily } from '#delivery/operations/periods.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, url }) => answerTo(daily, locals.offprint, url);
