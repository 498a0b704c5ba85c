import type { IncomingMessage, ServerResponse } from 'node:http';
import { isOwnApi } from '#delivery/operations/paths.ts';
import { PROBLEM_TYPE, problemOf } from '#delivery/operations/problem.ts';
import { callerOf, type FixedWindow } from '#delivery/rate-limit.ts';
import { Failure } from '#floor/failure.ts';

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
  { proxies, ...at }: { proxies: number; path: string; origin: string },
): boolean {
  const allowance = limit.take(callerOf(addressOf(request, proxies)), Date.now());
  for (const [name, value] of Object.entries(limit.headers(allowance))) response.setHeader(name, value);
  if (allowance.isAllowed) return true;
  refuse(response, { ...at, instance: request.url ?? '' }, allowance.resetSeconds, limit);
  return false;
}

/**
 * Counts a form that a person sends, and writes when to come back.
 * @returns seconds until the next one is taken; 0 where this one may go on.
 */
export function secondsToWait(
  limit: FixedWindow,
  request: IncomingMessage,
  response: ServerResponse,
  proxies: number,
): number {
  const { isAllowed, resetSeconds } = limit.take(callerOf(addressOf(request, proxies)), Date.now());
  if (isAllowed) return 0;
  response.setHeader('retry-after', String(resetSeconds));
  return resetSeconds;
}

/** 429 as the address's clients read it: problem details on our own, `{ error }` on those of the Daily Papers API. */
function refuse(
  response: ServerResponse,
  { path, ...at }: { path: string; origin: string; instance: string },
  seconds: number,
  { quota, windowSeconds }: FixedWindow,
): void {
  const message = `Too many requests: ${quota} in ${windowSeconds / 60} minutes are allowed.`;
  const next = `Come back in ${seconds} seconds.`;
  const isOwn = isOwnApi(path) || path === '/mcp';
  const error = `${message} ${next}`;
  response.writeHead(429, {
    'content-type': isOwn ? PROBLEM_TYPE : 'application/json',
    'cache-control': 'no-store',
    'retry-after': String(seconds),
    'x-error-message': error,
  });
  response.end(JSON.stringify(isOwn ? problemOf(new Failure('RateLimited', message, next), at) : { error }));
}
