/**
 * Answers from memory and does nothing else: the limit that the built server is measured against. Takes
 * `POST /remember?path=…` with the headers as JSON in `x-headers` and the bytes as body; after that GET answers them, 304
 * to who has their ETag.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

interface Remembered {
  headers: Record<string, string>;
  body: Buffer;
}

const remembered = new Map<string, Remembered>();

async function remember(request: IncomingMessage, path: string): Promise<void> {
  const headers = JSON.parse(String(request.headers['x-headers'])) as Record<string, string>;
  remembered.set(path, { headers, body: await buffer(request) });
}

const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
  const known = remembered.get(request.url ?? '');
  if (known && request.headers['if-none-match'] === known.headers.etag) {
    response.writeHead(304, known.headers);
    response.end();
  } else if (known) {
    response.writeHead(200, { ...known.headers, 'content-length': known.body.length });
    response.end(known.body);
  } else {
    const path = new URL(request.url ?? '', 'http://localhost').searchParams.get('path') ?? '';
    void remember(request, path).then(() => response.writeHead(204).end());
  }
});
server.listen(0, '127.0.0.1', () => console.log(`ready http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.once('SIGTERM', () => process.exit(0));
