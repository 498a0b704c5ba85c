import { answerTo } from '#delivery/operations/answer.ts';
import { week } from '#delivery/operations/periods.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, url }) => answerTo(week, locals.offprint, url);
