import { answerTo } from '#delivery/operations/answer.ts';
import { mails } from '#delivery/operations/mails.ts';
import { callerOf } from '../caller.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { offprint }, request, url }) =>
  answerTo(mails, offprint, url, {}, await callerOf(offprint, request));
