import { answerTo } from '#delivery/operations/answer.ts';
import { subscribers } from '#delivery/operations/subscribers.ts';
import { callerOf } from '../caller.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { offprint }, request, url }) =>
  answerTo(subscribers, offprint, url, {}, await callerOf(offprint, request));
