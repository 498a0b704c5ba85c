import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Arrival {
  /** By the server's clock that nobody can put, in milliseconds. */
  at: number;
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
}

/** Answers one request; it may end it, cut it, or leave it hanging. */
export type Answering = (response: ServerResponse, request: IncomingMessage) => unknown;

export interface Web {
  origin: string;
  port: number;
  arrivals: Arrival[];
  /** Connections so far, those that are open, and the most that were at once. */
  connections: number;
  open: number;
  mostOpen: number;
  /** Answers to the next requests, one each; after them `always`. */
  next: Answering[];
  always: Answering;
  /** The shortest time from one arrival to the next. */
  shortestPause(): number;
  close(): Promise<void>;
}

export const saying =
  (body: string | Uint8Array, headers: Record<string, string> = {}): Answering =>
  (response) =>
    response.writeHead(200, { 'content-type': 'text/plain', ...headers }).end(body);

export const status =
  (code: number, headers: Record<string, string> = {}): Answering =>
  (response) =>
    response.writeHead(code, headers).end('an answer of the source');

export const redirect = (location: string, code = 302): Answering => status(code, { location });

/** A server on loopback that keeps account of who came when, and can be told to misbehave. */
export async function startWeb(always: Answering = saying('all is well')): Promise<Web> {
  const server = createServer((request, response) => {
    const { method = '', url: path = '', headers } = request;
    web.arrivals.push({ at: performance.now(), method, path, headers });
    const answering = web.next.shift() ?? web.always;
    request.resume().on('end', () => answering(response, request));
  });
  server.on('connection', (socket) => {
    web.connections++;
    web.mostOpen = Math.max(web.mostOpen, ++web.open);
    socket.on('close', () => web.open--).on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const web: Web = {
    origin: `http://127.0.0.1:${port}`,
    port,
    arrivals: [],
    connections: 0,
    open: 0,
    mostOpen: 0,
    next: [],
    always,
    shortestPause: () =>
      Math.min(
        ...web.arrivals.slice(1).map(({ at }, before) => at - web.arrivals[before]!.at),
        Number.POSITIVE_INFINITY,
      ),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return web;
}
