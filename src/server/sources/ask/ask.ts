import { setTimeout as sleep } from 'node:timers/promises';
import type { Ask } from '../source.ts';
import { AskFailure } from './failure.ts';
import { askOnce } from './hop.ts';
import { identityHeaders } from './identity.ts';
import type { Answer, AskOptions } from './options.ts';
import { redirected } from './redirect.ts';
import { shown, targetOf } from './target.ts';

/**
 * Makes one request, on a connection of its own that ends with it: two processes that take turns never have two. Redirects
 * are followed, each judged as the first address was, but not with what a POST or PUT carries, nor from https to http; to another
 * origin no headers of the ask go along. Nothing is tried twice.
 * @throws AskFailure where there is no answer; the signal's reason.
 */
export async function askSource(ask: Ask, options: AskOptions): Promise<Answer> {
  const whole = AbortSignal.timeout(options.wholeMs ?? 300_000);
  const signal = options.signal ? AbortSignal.any([options.signal, whole]) : whole;
  try {
    return await follow(ask, options, signal);
  } catch (error) {
    options.signal?.throwIfAborted();
    throw error instanceof AskFailure ? withoutSecrets(error, ask, options) : error;
  }
}

async function follow(ask: Ask, options: AskOptions, signal: AbortSignal): Promise<Answer> {
  let target = targetOf(ask.url, options.trusted);
  let headers = { ...lowered(ask.headers ?? {}), ...identityHeaders(options) };
  const seen = new Set<string>();
  for (;;) {
    seen.add(target.url.href);
    const answer = await askOnce(target, { ...options, headers, body: ask.body, method: ask.method, signal });
    if ('body' in answer) return { status: answer.status, body: answer.body, url: shown(target.url) };
    const next = redirected(target, answer.location, seen, ask.body !== undefined, options.trusted);
    if (next.url.origin !== target.url.origin) headers = identityHeaders(options);
    target = next;
    await sleep(options.hopMs ?? 0, undefined, { signal }).catch(() => {});
  }
}

const lowered = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** Messages hold no header and no question; a redirect may have put either into its path. */
function withoutSecrets(failure: AskFailure, ask: Ask, { secret: names = [], secretPath }: AskOptions): AskFailure {
  const headers = lowered(ask.headers ?? {});
  const question = URL.canParse(ask.url) ? new URL(ask.url).searchParams : new URLSearchParams();
  const values = names.flatMap((name) => [headers[name.toLowerCase()], ...question.getAll(name)]);
  let { message } = failure;
  if (secretPath) message = message.replace(/(https?:\/\/[^\s/]+)\/\S*/g, '$1/(key)');
  for (const value of values)
    if (value) message = message.replaceAll(value, '(key)').replaceAll(encodeURIComponent(value), '(key)');
  // Only now, lest half a key be left. What happened stands at the end.
  if (message.length > 400) message = `${message.slice(0, 200)}…${message.slice(-150)}`;
  return new AskFailure(failure.kind, message, failure.restMs, failure.status);
}
