import { answerTo } from '#delivery/operations/answer.ts';
import { markdown } from '#delivery/operations/one-paper.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params, url }) => answerTo(markdown, locals.offprint, url, params);
