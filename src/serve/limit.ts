import type { IncomingMessage, ServerResponse } from 'node:http';
import { callerOf, type FixedWindow } from '#delivery/rate-limit.ts';

/** The window that the quota is for: the Daily Papers API counts in five minutes too. */
export const WINDOW_SECONDS = 300;

/**
 * Address that a request comes from. Each proxy adds the address that it saw to X-Forwarded-For, so of the last
 * `proxies` entries the first is the last one that could not be made up by the caller.
 */
function addressOf(request: IncomingMessage, proxies: number): string {
  const direct = request.socket.remoteAddress ?? '';
  if (proxies === 0) return direct;
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  return forwarded.at(-proxies) ?? direct;
}

/**
 * Counts a request to the API and writes the `RateLimit` headers.
 * @returns whether it may go on; when not, 429 has been answered with when to come back.
 */
export function mayGoOn(
  limit: FixedWindow,
  request: IncomingMessage,
  response: ServerResponse,
  proxies: number,
): boolean {
  const allowance = limit.take(callerOf(addressOf(request, proxies)), Date.now());
  for (const [name, value] of Object.entries(limit.headers(allowance))) response.setHeader(name, value);
  if (allowance.isAllowed) return true;
  const error = `Too many requests: ${limit.quota} in ${limit.windowSeconds / 60} minutes are allowed. Come back in ${allowance.resetSeconds} seconds.`;
  response.writeHead(429, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'retry-after': String(allowance.resetSeconds),
    'x-error-message': error,
  });
  response.end(JSON.stringify({ error }));
  return false;
}
