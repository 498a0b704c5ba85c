import { Client } from 'undici';
import { PACKINGS, readBody } from './body.ts';
import { inUtf8 } from './charset.ts';
import { connectorFor } from './connector.ts';
import { AskFailure } from './failure.ts';
import type { AskOptions } from './options.ts';
import { shown, type Target } from './target.ts';
import { failureOfError, failureOfStatus } from './verdict.ts';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** By then a request that was sent has arrived, answered or not. */
const ARRIVAL_MS = 100;

interface Hop extends AskOptions {
  headers: Record<string, string>;
  body: string | undefined;
  method: 'PUT' | undefined;
  signal: AbortSignal;
}

/** The bytes of a page, or where a redirect leads. */
type HopAnswer = { status: number; body: Uint8Array } | { location: string };

/**
 * One request and its answer, on a connection that is closed when this returns.
 * @throws AskFailure
 */
export async function askOnce({ url, trusted }: Target, hop: Hop): Promise<HopAnswer> {
  const { mostBytes = 32e6, connectMs = 10_000, silenceMs = 60_000, signal, onRequest } = hop;
  const where = shown(url);
  let arrival: NodeJS.Timeout | undefined;
  const arrived = () => {
    if (arrival) onRequest?.();
    clearTimeout(arrival);
    arrival = undefined;
  };
  const connect = connectorFor(trusted, connectMs, hop.lookup);
  const client = new Client(url.origin, {
    pipelining: 0,
    headersTimeout: silenceMs,
    bodyTimeout: silenceMs,
    connect: (options, callback) =>
      connect(options, (...args) => {
        if (args[1] && onRequest) {
          onRequest();
          arrival = setTimeout(arrived, ARRIVAL_MS);
        }
        callback(...args);
      }),
  });
  try {
    signal.throwIfAborted();
    const answer = await client.request({
      path: url.pathname + url.search,
      method: hop.body === undefined ? 'GET' : (hop.method ?? 'POST'),
      headers: { ...hop.headers, 'accept-encoding': PACKINGS },
      body: hop.body ?? null,
      signal,
    });
    // A body that nobody reads fails when the connection is closed.
    answer.body.on('error', () => {});
    const header = (name: string) => [answer.headers[name] ?? []].flat()[0];
    arrived();
    const location = header('location');
    if (REDIRECTS.has(answer.statusCode) && location !== undefined) return { location };
    const { statusCode: status } = answer;
    const isSuccess = hop.anySuccess ? status >= 200 && status < 300 : status === 200;
    if (!isSuccess) throw failureOfStatus(where, status, header('retry-after'));
    if (Number(header('content-length')) > mostBytes)
      throw new AskFailure('broken', `${where} would send more than ${Math.floor(mostBytes / 1e6)} MB.`);
    const body = await readBody(answer.body, header('content-encoding') ?? '', mostBytes);
    return { status, body: inUtf8(body, header('content-type') ?? '') };
  } catch (error) {
    throw failureOfError(where, signal.aborted ? signal.reason : error, mostBytes);
  } finally {
    clearTimeout(arrival);
    await client.destroy();
  }
}
