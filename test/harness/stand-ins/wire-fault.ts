import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer, Asked } from './asked.ts';

/** A request that is being answered. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  asked: Asked;
}

/** Spoils the way an answer goes: it ends the response, cuts it, or leaves it hanging. */
export interface WireFault {
  name: string;
  befall(answer: Answer, exchange: Exchange): void | Promise<void>;
}

/** Sends an answer whole and well. */
export function send({ status = 200, headers, body }: Answer, { response, asked }: Exchange): void {
  const bytes = Buffer.from(body);
  asked.status = status;
  response.once('finish', () => {
    asked.sent = bytes.length;
  });
  response.writeHead(status, { 'content-length': String(bytes.length), ...headers }).end(bytes);
}

/** A fault that sends another answer than the one that was due. */
export const instead = (name: string, make: (due: Answer, exchange: Exchange) => Answer): WireFault => ({
  name,
  befall: (due, exchange) => send(make(due, exchange), exchange),
});
