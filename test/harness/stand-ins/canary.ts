import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** A place on loopback where nobody should come. */
export interface Canary {
  /** `http://127.0.0.1:…`, without a trailing slash. */
  url: string;
  /** How many connections came. */
  connections: number;
  close(): Promise<void>;
}

/** Listens for connections, and counts them; to a request it says `secret`. */
export async function canary(): Promise<Canary> {
  const server = createServer((socket) => {
    bird.connections++;
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 6\r\n\r\nsecret'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bird: Canary = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: 0,
    async close() {
      server.close();
      await once(server, 'close');
    },
  };
  return bird;
}
