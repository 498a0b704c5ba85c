import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { unseenMails } from './bounce-box.ts';
import { mailAddress } from './mail-address.ts';
import { openPost } from './post.ts';

const wantsTls = (url: URL) => mailAddress(url, { secure: 465, plain: 587 }).wantsTls;

it('a password leaves this machine under TLS alone', () => {
  for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '[::1]'])
    expect(wantsTls(new URL(`smtp://ada:secret@${host}:587`))).toBe(false);
  for (const host of ['mail.example.org', '10.0.0.1', 'localhost.example.org', '[fd00::1]', '128.0.0.1'])
    expect(wantsTls(new URL(`imap://ada:secret@${host}:143`))).toBe(true);
  expect(wantsTls(new URL('smtp://mail.example.org'))).toBe(false);
});

/** A server that offers no TLS and notes all it is told; it is reached by a name that is not loopback's. */
async function plainServer(greeting: string, answer: (line: string) => string) {
  const told: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write(greeting);
    socket.on('data', (chunk) => {
      for (const line of String(chunk).split('\r\n').filter(Boolean)) {
        told.push(line);
        socket.write(answer(line));
      }
    });
  });
  server.listen(0, '0.0.0.0');
  await once(server, 'listening');
  return { told, port: (server.address() as AddressInfo).port, close: () => server.close() };
}

it('is told to no server that offers none, by mail or by mailbox', async () => {
  const smtp = await plainServer('220 ready\r\n', (line) =>
    /^EHLO/i.test(line) ? '250-x\r\n250 AUTH PLAIN\r\n' : '502 no\r\n',
  );
  const post = openPost({ smtpUrl: `smtp://ada:secret@0.0.0.0:${smtp.port}`, timeoutMs: 2_000 });
  const parcel = { from: 'a@b.org', to: 'c@d.org', bytes: Buffer.from('x'), name: 'x', begin: async () => undefined };
  expect(await post.send(parcel)).toMatchObject({ state: 'later' });
  post.close();
  const imap = await plainServer('* OK ready\r\n', (line) => {
    const [tag, verb] = line.split(' ');
    return verb === 'CAPABILITY' ? `* CAPABILITY IMAP4rev1\r\n${tag} OK\r\n` : `${tag} BAD no\r\n`;
  });
  const reading = (async () => {
    for await (const _ of unseenMails(`imap://ada:secret@0.0.0.0:${imap.port}/INBOX`, 1)) break;
  })();
  await expect(reading).rejects.toThrow();
  expect([...smtp.told, ...imap.told].filter((line) => /secret|AUTH|LOGIN/.test(line))).toEqual([]);
  expect([smtp.told.length, imap.told.length].every((count) => count > 0)).toBe(true);
  smtp.close();
  imap.close();
});
