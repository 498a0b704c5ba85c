import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { HookKind } from '#floor/settings/hooks.ts';
import { chatFaults } from './chat-rules.ts';

export interface Message {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
  /** What is wrong with it by the service's documents. */
  faults: string[];
}

type Answering = (response: ServerResponse) => unknown;

/** How each service says that it took a message. */
const TAKEN: Record<HookKind, Answering> = {
  webhook: (response) => response.writeHead(202).end(),
  slack: (response) => response.end('ok'),
  discord: (response) => response.writeHead(204).end(),
  mattermost: (response) => response.end('ok'),
  matrix: (response) => response.end('{"event_id":"$one"}'),
  telegram: (response) => response.end('{"ok":true,"result":{}}'),
};

export interface Chat {
  origin: string;
  messages: Message[];
  /** Answers to the next messages, one each; after them the service takes what has no fault. */
  next: Answering[];
  close(): Promise<void>;
}

/** A stand-in of a chat on loopback: it takes what its documents allow and answers 400 to all else. */
export async function startChat(kind: HookKind): Promise<Chat> {
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const { method = '', url: path = '', headers } = request;
    const faults = chatFaults(kind, { method, path, headers, body });
    chat.messages.push({ method, path, headers, body, faults });
    const answering = chat.next.shift() ?? TAKEN[kind];
    if (faults.length > 0) response.writeHead(400).end();
    else answering(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const chat: Chat = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages: [],
    next: [],
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return chat;
}
