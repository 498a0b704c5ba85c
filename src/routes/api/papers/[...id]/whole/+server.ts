import { answerTo } from '#delivery/operations/answer.ts';
import { paper } from '#delivery/operations/one-paper.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params, url }) => answerTo(paper, locals.offprint, url, params);
