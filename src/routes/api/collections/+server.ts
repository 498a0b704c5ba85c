import { apiAnswer } from '#delivery/daily-papers/answer.ts';
import { collections } from '#delivery/daily-papers/repositories.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ url }) => apiAnswer(async () => ({ body: collections(url.searchParams) }));
