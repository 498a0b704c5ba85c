import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/**
 * A mailbox over IMAP4rev1 (RFC 3501) on loopback: as much of it as is needed to look for what is unseen, to fetch it and
 * to mark it.
 */
export async function imapServer(mails: readonly string[], login = { user: 'bounces', pass: 'se cret' }) {
  const seen = new Set<number>();
  const commands: string[] = [];
  const answerTo = (words: string): string[] | 'bye' => {
    const [, verb = '', rest = ''] = /^((?:UID )?\w+) ?(.*)$/i.exec(words) ?? [];
    switch (verb.toUpperCase()) {
      case 'CAPABILITY':
        return ['* CAPABILITY IMAP4rev1', 'OK'];
      case 'LOGIN':
        return rest === `"${login.user}" "${login.pass}"` || rest === `${login.user} "${login.pass}"`
          ? ['OK']
          : ['NO [AUTHENTICATIONFAILED] wrong'];
      case 'LIST':
        return ['* LIST (\\Noselect) "/" ""', 'OK'];
      case 'SELECT':
        return [
          `* ${mails.length} EXISTS`,
          '* FLAGS (\\Seen)',
          '* OK [UIDVALIDITY 1] ok',
          '* OK [UIDNEXT 99] ok',
          'OK',
        ];
      case 'UID SEARCH':
        return [
          `* SEARCH ${mails
            .map((_, n) => n + 1)
            .filter((uid) => !seen.has(uid))
            .join(' ')}`,
          'OK',
        ];
      case 'UID FETCH': {
        const uid = Number.parseInt(rest, 10);
        const raw = mails[uid - 1]!;
        return [`* ${uid} FETCH (UID ${uid} BODY[]<0> {${Buffer.byteLength(raw)}}\r\n${raw})`, 'OK'];
      }
      case 'UID STORE':
        seen.add(Number.parseInt(rest, 10));
        return ['OK'];
      case 'LOGOUT':
        return 'bye';
      default:
        return ['OK'];
    }
  };
  const converse = (socket: Socket) => {
    let got = '';
    socket.on('error', () => undefined);
    socket.write('* OK ready\r\n');
    socket.on('data', (chunk) => {
      got += chunk;
      for (let end = got.indexOf('\r\n'); end >= 0; end = got.indexOf('\r\n')) {
        const [tag = '', ...words] = got.slice(0, end).split(' ');
        got = got.slice(end + 2);
        commands.push(words.join(' '));
        const answer = answerTo(words.join(' '));
        if (answer === 'bye') socket.end(`* BYE\r\n${tag} OK\r\n`);
        else socket.write(`${[...answer.slice(0, -1), `${tag} ${answer.at(-1)} done`].join('\r\n')}\r\n`);
      }
    });
  };
  const server = createServer(converse);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const at = (pass: string) => `imap://${login.user}:${encodeURIComponent(pass)}@127.0.0.1:${port}/INBOX`;
  return { url: at(login.pass), wrongUrl: at('guess'), seen, commands, close: () => server.close() };
}
