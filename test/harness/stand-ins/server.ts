import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Answer, Asked } from './asked.ts';
import { type Fault, type Plan, Plans } from './plan.ts';
import type { ListFault } from './turns.ts';
import { type Exchange, instead, send } from './wire-fault.ts';

/** What a stand-in answers by. */
export interface Answerer {
  /** What its address ends in: `/oai`; may be empty. */
  path: string;
  /** The faults of its list that it knows. */
  listFaults: string[];
  answer(asked: Asked, fault?: ListFault): Answer;
}

export interface StandIn {
  /** Where it is asked, without a trailing slash. */
  url: string;
  /** Every request so far, in the order they came. */
  requests: Asked[];
  /** The most requests that were being answered at once. */
  readonly mostAtOnce: number;
  /** The most connections that were open at once. */
  readonly mostConnections: number;
  /** What befalls requests from now on, instead of what was set before; nothing without plans. */
  set(...plans: (Plan | Fault)[]): void;
  close(): Promise<void>;
}

/** Arrival is judged less finely than sending: a connection that has to be opened may eat so much of a pause. */
const LENIENCY = 0.9;

const tooSoon = instead('too soon', () => ({
  status: 429,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'Rate exceeded.',
}));

/** `/round/1` → `/round/2` → `/round/3` → `/round/1`. */
const round = (url: string) =>
  instead('round', () => ({
    status: 302,
    headers: { location: `/round/${(Number(url.slice('/round/'.length)) % 3) + 1}` },
    body: '',
  }));

/**
 * Serves on a port of loopback that is free.
 * @param everyMs requests that come sooner after the one before are answered 429 without `Retry-After`, as arXiv does
 *   it, with the fault `too soon`.
 */
export async function serve(answerer: Answerer, faults: (Plan | Fault)[], everyMs = 0): Promise<StandIn> {
  const connections = new WeakMap<Socket, number>();
  const requests: Asked[] = [];
  let plans = new Plans([]);
  let [opened, open, mostConnections, atOnce, mostAtOnce] = [0, 0, 0, 0, 0];

  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const at = performance.timeOrigin + performance.now();
    const { method = '', url = '', headers, socket } = request;
    const connection = connections.get(socket) ?? 0;
    const asked: Asked = { at, method, url, headers, body: '', connection, fault: undefined, status: 0, sent: 0 };
    const before = requests.at(-1);
    requests.push(asked);
    mostAtOnce = Math.max(mostAtOnce, ++atOnce);
    response.once('close', () => {
      atOnce--;
    });
    response.on('error', () => undefined);
    if (method === 'POST') asked.body = await text(request).catch(() => '');
    const exchange = { request, response, asked };
    if (url.startsWith('/round/')) return befall(round(url), exchange);
    if (before && at - before.at < everyMs * LENIENCY) return befall(tooSoon, exchange);
    return befall(plans.pick(asked), exchange);
  };
  const befall = async (fault: Fault | undefined, exchange: Exchange) => {
    const { asked } = exchange;
    asked.fault = fault?.name;
    if (!fault) return send(answerer.answer(asked), exchange);
    if ('befall' in fault) return fault.befall(answerer.answer(asked), exchange);
    return send(answerer.answer(asked, fault), exchange);
  };

  const server = createServer((request, response) => {
    take(request, response).catch((error: Error) => response.writeHead(500).end(`The stand-in failed: ${error.stack}`));
  });
  server.on('connection', (socket: Socket) => {
    connections.set(socket, ++opened);
    mostConnections = Math.max(mostConnections, ++open);
    socket.once('close', () => {
      open--;
    });
  });
  // A harvester rests between requests; its connection must not be closed meanwhile.
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const standIn: StandIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${answerer.path}`,
    requests,
    get mostAtOnce() {
      return mostAtOnce;
    },
    get mostConnections() {
      return mostConnections;
    },
    set(...given) {
      for (const one of given) {
        const fault = 'fault' in one ? one.fault : one;
        if (!('befall' in fault) && !answerer.listFaults.includes(fault.name)) {
          throw new Error(`This stand-in has no list that “${fault.name}” could befall.`);
        }
      }
      plans = new Plans(given);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  standIn.set(...faults);
  return standIn;
}
