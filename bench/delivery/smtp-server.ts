/**
 * An SMTP server on loopback in a process of its own, which takes every mail and says at the end what it has taken, as one
 * line of JSON: mails, receivers, connections and bytes.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

const taken = { mails: 0, connections: 0, bytes: 0 };
const receivers = new Set<string>();

const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onConnect(_session, answer) {
    taken.connections++;
    answer();
  },
  onData(stream, session, answer) {
    stream.on('data', (chunk: Buffer) => (taken.bytes += chunk.length));
    stream.on('end', () => {
      taken.mails++;
      for (const { address } of session.envelope.rcptTo) receivers.add(address);
      answer();
    });
  },
});
server.on('error', () => undefined);
const listening = server.listen(0, '127.0.0.1');
await once(listening, 'listening');
console.log(`ready smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`);
process.once('SIGTERM', () => {
  console.log(JSON.stringify({ ...taken, receivers: receivers.size }));
  process.exit(0);
});
