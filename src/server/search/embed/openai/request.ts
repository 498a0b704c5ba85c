import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '#floor/failure.ts';
import { type Pace, waitBefore } from '#floor/pace.ts';
import { BadAnswer, vectorsIn } from './answer.ts';

export interface Endpoint {
  /** Without `/embeddings`. */
  url: string;
  model: string;
  /** Empty where the endpoint wants none. */
  key: string;
}

/** The endpoint takes fewer or shorter texts than it was sent. */
export class TooMuch extends Error {}

/** One attempt that went wrong in a way that may pass. */
interface Passing {
  said: string;
  retryAfter: string | null;
}

/** Statuses that pass by themselves: a time-out on the way, too many requests, a server that restarts. */
const passes = (status: number) => status === 408 || status === 425 || status === 429 || status >= 500;

const CHECK = 'Check OFFPRINT_EMBEDDER_URL and the model in OFFPRINT_EMBEDDER.';

/**
 * Asks for the vectors of texts, again and again while the fault may pass.
 * @returns one vector a text, in order, as the endpoint gave them.
 * @throws Failure `SourceUnavailable` with what to do; TooMuch where a smaller request may do; the signal's reason.
 */
export async function requestVectors(
  endpoint: Endpoint,
  texts: readonly string[],
  pace: Pace,
  signal?: AbortSignal,
): Promise<Float32Array[]> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await tryOnce(endpoint, texts, pace, signal);
    if (Array.isArray(outcome)) return outcome;
    const wait = attempt < pace.attempts ? waitBefore(pace, attempt, outcome.retryAfter) : undefined;
    if (wait === undefined) {
      const times = attempt === 1 ? '' : `, ${attempt} times`;
      throw unavailable(endpoint, `${outcome.said}${times}`, later(outcome));
    }
    await sleep(wait, undefined, signal && { signal }).catch(() => signal?.throwIfAborted());
  }
}

const later = ({ retryAfter }: Passing) =>
  retryAfter ? `It asks to come back after: ${retryAfter}.` : `It may be starting or overloaded. ${CHECK}`;

async function tryOnce(
  endpoint: Endpoint,
  texts: readonly string[],
  pace: Pace,
  signal?: AbortSignal,
): Promise<Float32Array[] | Passing> {
  const timeout = AbortSignal.timeout(pace.timeout);
  const passing = (said: string, retryAfter: string | null = null): Passing => ({ said, retryAfter });
  let answer: Response;
  let body: string;
  try {
    answer = await post(endpoint, texts, signal ? AbortSignal.any([signal, timeout]) : timeout);
    body = await answer.text();
  } catch (error) {
    signal?.throwIfAborted();
    if (timeout.aborted) return passing(`did not answer within ${pace.timeout / 1000} s`);
    return passing(`could not be reached (${causeOf(error)})`);
  }
  if (passes(answer.status)) return passing(`answered ${answer.status}`, answer.headers.get('retry-after'));
  if (answer.status !== 200) throw refusal(endpoint, answer, body);
  try {
    return vectorsIn(body, texts.length);
  } catch (error) {
    // A proxy's page or a cut list may pass; asked again, a broken endpoint is broken soon enough.
    if (error instanceof BadAnswer) return passing(error.message);
    throw error;
  }
}

function post({ url, model, key }: Endpoint, texts: readonly string[], signal: AbortSignal): Promise<Response> {
  return fetch(`${url}/embeddings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
    body: JSON.stringify({ model, input: texts, encoding_format: 'float' }),
    // Followed, a redirect would take the texts to a host that nobody chose.
    redirect: 'manual',
    signal,
  });
}

/** What to throw for an answer that trying again would not change. */
function refusal(endpoint: Endpoint, { status, headers }: Response, body: string): Error {
  if (status === 401 || status === 403)
    return unavailable(endpoint, `refused the key (${status})`, 'Set OFFPRINT_EMBEDDER_KEY to a key that it takes.');
  if (status >= 300 && status < 400)
    return unavailable(
      endpoint,
      `redirects to ${headers.get('location')}`,
      'Put that address into OFFPRINT_EMBEDDER_URL.',
    );
  const reason = reasonIn(body, endpoint.key);
  if (
    [400, 413, 422].includes(status) &&
    (status === 413 || /too (long|large|many)|length|maximum|exceed|token|batch/i.test(reason))
  )
    return new TooMuch(reason);
  return unavailable(endpoint, `answered ${status}${reason && `: ${reason}`}`, CHECK);
}

/** The endpoint's own words, short and without the key that some repeat. */
function reasonIn(body: string, key: string): string {
  let words = body;
  try {
    const { error, message, detail } = JSON.parse(body) as Record<string, unknown>;
    words = String((error as { message?: unknown } | undefined)?.message ?? message ?? detail ?? error ?? body);
  } catch {
    // Not JSON: the text as it came.
  }
  return (key ? words.replaceAll(key, '(key)') : words).replace(/\s+/g, ' ').trim().slice(0, 200);
}

/** `ECONNREFUSED` and the like, which fetch hides one or two causes down. */
function causeOf(error: unknown): string {
  const { code, cause, message } = error as { code?: string; cause?: unknown; message?: string };
  return code && typeof code === 'string' ? code : cause ? causeOf(cause) : (message ?? 'connection lost');
}

export function unavailable({ url }: Endpoint, said: string, next: string): Failure {
  return new Failure('SourceUnavailable', `The embedding endpoint ${url} ${said}.`, next);
}
