import { answerTo } from '#delivery/operations/answer.ts';
import { month } from '#delivery/operations/periods.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, url }) => answerTo(month, locals.offprint, url);
