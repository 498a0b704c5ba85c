import { markdownAnswer } from '#delivery/markdown-answer.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params }) => markdownAnswer(locals.offprint.db, params.id, '.md');
