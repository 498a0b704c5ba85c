import { adminEmailOf } from '#delivery/oai/admin-email.ts';
import { oaiAnswer } from '#delivery/oai/answer.ts';
import type { RequestHandler } from './$types';

/** OAI-PMH 2.0. A POST is asked as a GET is: `src/serve/as-get.ts`. */
export const GET: RequestHandler = ({ locals: { offprint }, url }) =>
  oaiAnswer(offprint.oai, url.searchParams, {
    origin: url.origin,
    adminEmail: adminEmailOf(offprint.settings.contact),
  });
