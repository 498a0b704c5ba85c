import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** What the server does with one mail: in place of an answer at a step, or after the data. */
export type Fault =
  | 'none'
  | 'rcpt 4xx'
  | 'rcpt 5xx'
  | 'data 4xx'
  | 'data 5xx'
  /** The mail is taken, and the connection cut before the answer. */
  | 'cut after data'
  | 'cut before data'
  /** The answer comes late. */
  | 'stall';

export interface Delivered {
  to: string;
  raw: string;
}

/** A real SMTP server on loopback. What it has taken stands in `delivered`, whatever the sender heard of it. */
export async function mailServer(
  faultFor: (to: string) => Fault = () => 'none',
  stallMs = 20,
  /** More of smtp-server's options: who may log in, TLS with the certificate that it brings. */
  more: SMTPServerOptions = {},
) {
  const delivered: Delivered[] = [];
  const refused = (responseCode: number, words: string) => Object.assign(new Error(words), { responseCode });
  const faults = new Map<string, Fault>();
  let open = 0;
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    ...more,
    onConnect(_session, answer) {
      open++;
      answer();
    },
    onClose() {
      open--;
    },
    onRcptTo({ address }, session, answer) {
      const fault = faultFor(address);
      faults.set(session.id, fault);
      if (fault === 'rcpt 4xx') return answer(refused(451, '4.3.0 Come back later'));
      if (fault === 'rcpt 5xx') return answer(refused(550, '5.1.1 No such mailbox'));
      if (fault === 'cut before data') return cut(session.id);
      answer();
    },
    onData(stream, session, answer) {
      const chunks: Buffer[] = [];
      const fault = faults.get(session.id);
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (fault === 'data 4xx') return answer(refused(452, '4.2.2 Full'));
        if (fault === 'data 5xx') return answer(refused(552, '5.2.2 Full for ever'));
        delivered.push({ to: session.envelope.rcptTo[0]!.address, raw: Buffer.concat(chunks).toString('utf8') });
        if (fault === 'cut after data') return cut(session.id);
        if (fault === 'stall') return void setTimeout(answer, stallMs);
        answer();
      });
    },
  });
  const cut = (id: string) => {
    for (const connection of server.connections as Set<{ id: string; _socket: { destroy(): void } }>) {
      if (connection.id === id) connection._socket.destroy();
    }
  };
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    delivered,
    open: () => open,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}
