import { answerTo } from '#delivery/operations/answer.ts';
import { trending } from '#delivery/operations/periods.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, url }) => answerTo(trending, locals.offprint, url);
