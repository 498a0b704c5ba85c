import type { RequestHandler } from './$types';

/** arXiv's query API. A POST is asked as a GET is: `src/serve/as-get.ts`. */
export const GET: RequestHandler = ({ locals: { offprint }, url }) =>
  offprint.arxivApi.answer(url.searchParams, url.origin);
