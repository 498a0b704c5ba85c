import type { IncomingMessage, ServerResponse } from 'node:http';
import { ATOM, refusalFeed } from '#delivery/arxiv-api/answer.ts';
import { isOwnApi } from '#delivery/operations/paths.ts';
import { PROBLEM_TYPE, problemOf } from '#delivery/operations/problem.ts';
import { escapeHtml } from '#delivery/text/escape.ts';
import { type Failure, statusOf } from '#floor/failure.ts';
import { isForPrograms } from './path.ts';

/** Where a request leads, as clients know it. */
export interface Address {
  path: string;
  /** Scheme and host, such as `http://localhost:3000`. */
  origin: string;
}

const page = ({ message, next = '' }: Failure) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Not now · Offprint</title>
</head>
<body>
<main>
<h1>${escapeHtml(message)}</h1>
<p>${escapeHtml(next)}</p>
<p><a href="/papers">Latest papers</a></p>
</main>
</body>
</html>
`;

/** Type and body, in the words and the shape of who asks there. */
function told(failure: Failure, error: string, { path, ...at }: Address & { instance: string }): [string, string] {
  if (isOwnApi(path) || path === '/mcp') return [PROBLEM_TYPE, JSON.stringify(problemOf(failure, at))];
  if (path === '/api/query') return [ATOM, refusalFeed(error, new Date())];
  if (isForPrograms(path)) return ['application/json', JSON.stringify({ error })];
  return ['text/html; charset=utf-8', page(failure)];
}

/**
 * Refuses a request before any page is asked, as the address's clients read it: problem details on our own API,
 * a feed on arXiv's, `{ error }` on that of the Daily Papers, a page for people.
 * @param headers more of them.
 */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  failure: Failure,
  { path, origin }: Address,
  headers: Record<string, string> = {},
): void {
  const error = [failure.message, failure.next].filter(Boolean).join(' ');
  const [type, body] = told(failure, error, { path, origin, instance: request.url ?? '' });
  response.writeHead(statusOf(failure), {
    'content-type': type,
    'cache-control': 'no-store',
    ...(isForPrograms(path)
      ? { 'x-error-message': error }
      : { 'content-security-policy': "default-src 'none'", 'x-frame-options': 'DENY' }),
    ...headers,
  });
  response.end(body);
}
