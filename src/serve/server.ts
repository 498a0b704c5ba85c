import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Server as Listener } from 'node:net';
import { PageCache } from '#delivery/page-cache.ts';
import { FixedWindow } from '#delivery/rate-limit.ts';
import { Failure } from '#floor/failure.ts';
import type { Settings } from '#floor/settings.ts';
import { siteOrigin } from '#floor/site-origin.ts';
import type { Offprint } from '../server/offprint.ts';
import { asGet, isAskedByPost } from './as-get.ts';
import { answerPreflight } from './cors.ts';
import { revisionWatch, sendKept } from './kept.ts';
import { mayGoOn, mayGuess, secondsToWait, WINDOW_SECONDS } from './limit.ts';
import { pathOf } from './path.ts';
import { refuse } from './refusal.ts';
import { comesFromElsewhere } from './same-origin.ts';
import { comesByAnotherName } from './strangers.ts';

/** A request that carries the server's cache, so that what renders a page can leave it there, and what it has open. */
export type Asking = IncomingMessage & {
  pages?: PageCache;
  offprint?: Offprint;
  /** Whether it comes by a name or from a page that is not known here. */
  isStranger?: boolean;
  /** Seconds until a form of its kind is taken again; 0 where this one is. */
  waits?: number;
};

/** A request handler in the shape that adapter-node builds. */
export type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

export interface Serving {
  /** Where it answers, such as `http://localhost:3000`. */
  address: string;
  /** Takes no new requests, lets those in flight finish, and cuts what is left after `ms` milliseconds. */
  drain(ms: number): Promise<void>;
}

/** Our handler learns the scheme from this header alone; one that a client sends is overwritten. */
export const PROTOCOL_HEADER = 'x-offprint-protocol';
/** What the limit is for: the API. A page that asks while its reader types takes nothing from what programs may ask. */
const COUNTED = /^\/(?:api\/(?!suggest$)|mcp$)/;
/** Each makes the house send a mail. */
const SUBSCRIBES = '/subscribe';
const SUBSCRIPTIONS = 20;
/** Wrong keys of the administrator. */
const GUESSES = 10;
/** Where mail programs end a subscription by themselves: from no page of ours, and without a cookie (RFC 8058 §3.2). */
const ONE_CLICK = '/subscribe/end';

/**
 * Lets a one-click request past the framework's check of where forms come from. The signature in its address is all that
 * it goes by, so a foreign page gains nothing; what a browser knows of the reader is taken out.
 */
function admitOneClick(request: IncomingMessage, path: string, scheme: string): void {
  if (request.method !== 'POST' || path !== ONE_CLICK) return;
  request.headers.origin = `${scheme}://${request.headers.host}`;
  delete request.headers.cookie;
}

const ELSEWHERE = new Failure(
  'Forbidden',
  'This was not sent from a page of this site.',
  'Open the page here and send it again.',
);

/** How long a connection without a request stays open while the server drains. */
const IDLE_GRACE_MS = 500;

function listenFailure(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new Failure(
      'Conflict',
      `Port ${port} on ${host} is taken.`,
      'Stop the program that has it, or set PORT to another one.',
    );
  }
  if (error.code === 'EACCES') {
    return new Failure(
      'Forbidden',
      `Port ${port} on ${host} may not be opened by this account.`,
      'Set PORT to one above 1023.',
    );
  }
  return error;
}

/**
 * Answers HTTP: with a page that is kept, else with the built pages.
 * @param offprint what the pages ask; without it they open a catalogue of their own.
 * @param revision the catalogue's revision: a rendered page is good until it changes.
 * @throws Failure `Conflict` when the port is taken.
 */
export async function serve(
  settings: Pick<Settings, 'host' | 'port' | 'origin' | 'apiLimit' | 'proxies' | 'cors'>,
  { handler, offprint, ...asks }: { handler: Handler; offprint?: Offprint; revision: () => Promise<number> },
): Promise<Serving> {
  const { host, port, origin, apiLimit, proxies } = settings;
  const limit = apiLimit > 0 ? new FixedWindow(apiLimit, WINDOW_SECONDS) : undefined;
  const subscribing = new FixedWindow(SUBSCRIPTIONS, WINDOW_SECONDS);
  const guessing = new FixedWindow(GUESSES, WINDOW_SECONDS);
  const pages = new PageCache();
  const revision = revisionWatch(asks.revision);
  const scheme = origin.startsWith('https') ? 'https' : 'http';
  const publicHost = origin && new URL(origin).host;
  let draining = false;
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 30_000 }, (request, response) => {
    const isStranger = comesByAnotherName(request, settings);
    request.headers[PROTOCOL_HEADER] = scheme;
    if (publicHost) request.headers.host = publicHost;
    // A client told so opens no further request on this connection, so that none is cut when it closes.
    if (draining) response.setHeader('connection', 'close');
    // Also on what the handler sends as files, past every hook.
    response.setHeader('x-content-type-options', 'nosniff');
    const path = pathOf(request);
    if (answerPreflight(settings.cors, path, request, response)) return;
    const asked = { path, proxies, origin: `${scheme}://${request.headers.host}` };
    if (limit && COUNTED.test(path) && !mayGoOn(limit, request, response, asked)) return;
    const isSubscribing = request.method === 'POST' && path === SUBSCRIBES;
    admitOneClick(request, path, scheme);
    if (comesFromElsewhere(request, path, asked.origin)) return refuse(request, response, ELSEWHERE, asked);
    // What is counted is so after that: no page of another site uses up what somebody may try.
    if (!mayGuess(guessing, request, response, asked)) return;
    const waits = isSubscribing ? secondsToWait(subscribing, request, response, proxies) : 0;
    const render = () =>
      handler(Object.assign(request, { pages, isStranger, waits, ...(offprint && { offprint }) }), response, () => {
        response.statusCode = 404;
        response.end();
      });
    const answer = () => revision().then((now) => sendKept(pages, request, response, scheme, now) || render());
    if (!isAskedByPost(request)) return void answer();
    asGet(request).then(
      (isTaken) => {
        if (isTaken) return answer();
        response.writeHead(413, { connection: 'close' }).end();
      },
      () => request.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenFailure(error, host, port)));
    server.listen(port, host, resolve);
  });
  const bound = server.address();
  const openPort = typeof bound === 'object' && bound ? bound.port : port;
  return {
    address: siteOrigin({ origin, host, port: openPort }),
    drain: (ms) =>
      new Promise<void>((resolve) => {
        draining = true;
        const cut = setTimeout(() => server.closeAllConnections(), ms);
        // HTTP's own close() drops kept-alive connections at once, and with them requests that are on their way:
        // under load on 16 connections it cut 13. The listener's close only takes no new ones.
        Listener.prototype.close.call(server, () => {
          clearTimeout(cut);
          resolve();
        });
        // Kept-alive connections first get the time to bring what is on its way and be told to close.
        const sweep = setInterval(() => server.closeIdleConnections(), IDLE_GRACE_MS);
        server.once('close', () => clearInterval(sweep));
      }),
  };
}
