import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Asked {
  path: string;
  authorization: string | undefined;
  model: string;
  input: string[];
}

/** Answers one request in another way than well; it must end the response, cut it, or leave it hanging. */
export type Fault = (response: ServerResponse, asked: Asked) => void;

export interface EmbeddingEndpoint {
  url: string;
  /** Every request so far. */
  asked: Asked[];
  /** What befalls the next requests, one each; after them all is well. */
  faults: Fault[];
  /** What befalls every request, after those. */
  always: Fault | undefined;
  close(): Promise<void>;
}

/** A vector that tells its text apart: how often each of the first letters comes. */
export const vectorOf = (words: string, dimensions = 4): number[] =>
  Array.from({ length: dimensions }, (_, at) => words.split(String.fromCharCode(97 + at)).length - 1);

export const answerOf = (input: string[], dimensions = 4) => ({
  object: 'list',
  data: input.map((words, index) => ({ object: 'embedding', index, embedding: vectorOf(words, dimensions) })),
});

export const status =
  (code: number, message = 'no', headers: Record<string, string> = {}): Fault =>
  (response) =>
    response
      .writeHead(code, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify({ error: { message } }));

export const body =
  (make: (input: string[]) => unknown): Fault =>
  (response, { input }) => {
    const made = make(input);
    response.writeHead(200).end(typeof made === 'string' ? made : JSON.stringify(made));
  };

/** An endpoint of OpenAI's embeddings API on loopback, which can be told to misbehave. */
export async function embeddingEndpoint(): Promise<EmbeddingEndpoint> {
  const server = createServer(async (request, response) => {
    const { model, input } = JSON.parse(await text(request)) as { model: string; input: string[] };
    const asked = { path: request.url ?? '', authorization: request.headers.authorization, model, input };
    endpoint.asked.push(asked);
    const fault = endpoint.faults.shift() ?? endpoint.always;
    if (fault) fault(response, asked);
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answerOf(input)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint: EmbeddingEndpoint = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked: [],
    faults: [],
    always: undefined,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return endpoint;
}
