import { answerTo } from '#delivery/operations/answer.ts';
import { bibtex } from '#delivery/operations/one-paper.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params, url }) => answerTo(bibtex, locals.offprint, url, params);
