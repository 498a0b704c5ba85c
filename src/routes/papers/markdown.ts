import type { RequestHandler } from '@sveltejs/kit';
import { markdownAnswer } from '#delivery/markdown-answer.ts';

/** The page at the same address without its `.md`, as Markdown. */
export const GET: RequestHandler = ({ locals: { offprint }, url }) =>
  markdownAnswer({ ...offprint, origin: offprint.settings.origin || url.origin }, url);
