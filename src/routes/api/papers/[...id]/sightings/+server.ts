import { answerTo } from '#delivery/operations/answer.ts';
import { sightings } from '#delivery/operations/one-paper.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params, url }) => answerTo(sightings, locals.offprint, url, params);
