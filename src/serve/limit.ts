import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Allowance, callerOf, type FixedWindow } from '#delivery/rate-limit.ts';
import { Failure } from '#floor/failure.ts';
import { SESSION } from '#readers/administrator.ts';
import { type Address, refuse } from './refusal.ts';

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

interface At extends Address {
  proxies: number;
}

const callerIn = (request: IncomingMessage, proxies: number) => callerOf(addressOf(request, proxies));

/** Answers 429, with when to come back. */
function refuseFor(
  { quota, windowSeconds }: FixedWindow,
  request: IncomingMessage,
  response: ServerResponse,
  at: Address,
  { resetSeconds }: Allowance,
): void {
  const failure = new Failure(
    'RateLimited',
    `Too many requests: ${quota} in ${windowSeconds / 60} minutes are allowed.`,
    `Come back in ${resetSeconds} seconds.`,
  );
  refuse(request, response, failure, at, { 'retry-after': String(resetSeconds) });
}

/**
 * Counts a request and writes the `RateLimit` headers.
 * @returns whether it may go on; when not, 429 has been answered with when to come back.
 */
export function mayGoOn(
  limit: FixedWindow,
  request: IncomingMessage,
  response: ServerResponse,
  { proxies, ...at }: At,
): boolean {
  const allowance = limit.take(callerIn(request, proxies), Date.now());
  for (const [name, value] of Object.entries(limit.headers(allowance))) response.setHeader(name, value);
  if (allowance.isAllowed) return true;
  refuseFor(limit, request, response, at, allowance);
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
  const { isAllowed, resetSeconds } = limit.take(callerIn(request, proxies), Date.now());
  if (isAllowed) return 0;
  response.setHeader('retry-after', String(resetSeconds));
  return resetSeconds;
}

const BRINGS_SESSION = new RegExp(`(?:^|;\\s*)${SESSION}=.`);

/** Where a key, a secret, or a session that is made of the key is given. */
const takesKey = ({ method, headers }: IncomingMessage, path: string) =>
  path.startsWith('/api/admin/') ||
  (/^\/admin(?:\/|$)/.test(path) && BRINGS_SESSION.test(headers.cookie ?? '')) ||
  path === '/api/returned-mail' ||
  (method === 'POST' && path === '/admin/sign-in');

/** Whether what was given was wrong: refused, or led to where the key is asked for. */
const wasWrong = (response: ServerResponse) =>
  [401, 403].includes(response.statusCode) ||
  (response.statusCode === 303 && String(response.getHeader('location')).startsWith('/admin/sign-in?'));

/**
 * Counts wrong keys: a right one is given back, so that who has it is never kept out by using it.
 * @returns whether the request may go on; when not, 429 has been answered.
 */
export function mayGuess(
  limit: FixedWindow,
  request: IncomingMessage,
  response: ServerResponse,
  { proxies, ...at }: At,
): boolean {
  if (!takesKey(request, at.path)) return true;
  const caller = callerIn(request, proxies);
  const allowance = limit.take(caller, Date.now());
  if (!allowance.isAllowed) {
    refuseFor(limit, request, response, at, allowance);
    return false;
  }
  response.once('finish', () => {
    if (!wasWrong(response)) limit.giveBack(caller);
  });
  return true;
}
