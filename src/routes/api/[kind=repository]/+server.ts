import { apiAnswer } from '#delivery/daily-papers/answer.ts';
import { repositories } from '#delivery/daily-papers/repositories.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ url }) => apiAnswer(async () => ({ body: repositories(url.searchParams) }));
