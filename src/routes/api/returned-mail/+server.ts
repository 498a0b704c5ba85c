import { problemAnswer } from '#delivery/operations/problem.ts';
import { returnedIn } from '#delivery/returned/webhook.ts';
import { takeReturned } from '#jobs/digests/returned.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ request, url, locals: { offprint } }) => {
  try {
    const returned = await returnedIn(request, offprint.settings.bouncesSecret);
    const outcome = await takeReturned(offprint.db, returned, new Date());
    return Response.json({ outcome }, { headers: { 'cache-control': 'no-store' } });
  } catch (thrown) {
    return problemAnswer(thrown, url);
  }
};
