import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Outcome } from './ledger.ts';
import { mailAddress } from './mail-address.ts';

/** What is handed over. */
export interface Parcel {
  from: string;
  to: string;
  bytes: Buffer;
  /** A file's name, for mails that are written. */
  name: string;
  /** To be awaited before the first byte goes out; where it throws, nothing may. */
  begin: () => Promise<void>;
}

/** One connection for one mail at a time, used again and again. */
export interface Post {
  send(parcel: Parcel): Promise<Outcome>;
  close(): void;
}

/** The settings' SMTP server, or the folder that mails are written into. */
export type Route = { smtpUrl: string; timeoutMs?: number } | { folder: string };

/** A step of the conversation takes so long at most; several of them must fit into a claim. */
const STEP_MS = 60_000;

export const openPost = (route: Route): Post => ('folder' in route ? fileWriter(route.folder) : smtpPost(route));

/** Writes mails as files, whole or not at all. */
function fileWriter(folder: string): Post {
  return {
    async send({ name, bytes, begin }) {
      await mkdir(folder, { recursive: true });
      await begin();
      const path = join(folder, `${name}.eml`);
      await writeFile(`${path}.part`, bytes);
      await rename(`${path}.part`, path);
      return { state: 'sent' };
    },
    close() {},
  };
}

type SmtpError = Error & { code?: string; responseCode?: number; command?: string; response?: string };

/** Certificates that nobody known has signed, as OpenSSL names them. */
const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

function wordsOf({ response, message, code, cause }: SmtpError): string {
  const reason = (cause as { code?: string } | undefined)?.code ?? code ?? '';
  const isUntrusted = UNTRUSTED.has(reason) || /self-signed certificate/i.test(message);
  const next = isUntrusted ? ' NODE_EXTRA_CA_CERTS names a file with the certificate of who signed it.' : '';
  return `${response ?? message}${next}`;
}

/** What an error means for a mail whose data had begun or not. */
function outcomeOf(error: SmtpError, hasBegun: boolean): Outcome {
  const words = wordsOf(error).slice(0, 400);
  const code = error.responseCode ?? 0;
  const isOfRecipient = error.command === 'RCPT TO' || error.command === 'DATA';
  if (code >= 500 && isOfRecipient) {
    // 5.7.x is policy (RFC 3463 §3.8): it refuses the mail or its sender, not the address.
    return { state: /^\d{3}[ -]5\.7\./.test(words) ? 'failed' : 'bounced', error: words };
  }
  // 421 may come with the connection's end in place of an answer to the data; it too says that the mail was not taken.
  if (code >= 400 || !hasBegun) return { state: 'later', error: words };
  return { state: 'unknown', error: `The connection ended before the server’s answer: ${words}` };
}

/** A stream that begins the mail when the server has asked for its data, which is when it is first read. */
function dataOf({ bytes, begin }: Parcel, note: { hasBegun: boolean }): Readable {
  return new Readable({
    read() {
      if (note.hasBegun) return;
      note.hasBegun = true;
      begin().then(
        () => {
          this.push(bytes);
          this.push(null);
        },
        (error: Error) => {
          note.hasBegun = false;
          this.destroy(error);
        },
      );
    },
  });
}

function smtpPost({ smtpUrl, timeoutMs = STEP_MS }: { smtpUrl: string; timeoutMs?: number }): Post {
  let open: Promise<SMTPConnection> | undefined;
  let current: SMTPConnection | undefined;
  const drop = () => {
    current?.close();
    current = undefined;
    open = undefined;
  };
  const connection = () => {
    open ??= connect(smtpUrl, timeoutMs, (made) => {
      current = made;
      // Ended by the server while idle: the next mail opens another.
      made.once('end', () => {
        if (current === made) drop();
      });
    });
    return open;
  };
  return {
    async send(parcel) {
      const note = { hasBegun: false };
      try {
        const smtp = await connection();
        const envelope = { from: parcel.from, to: [parcel.to], size: parcel.bytes.length };
        await new Promise<void>((resolve, reject) => {
          smtp.send(envelope, dataOf(parcel, note), (error) => (error ? reject(error) : resolve()));
        });
        return { state: 'sent' };
      } catch (error) {
        const outcome = outcomeOf(error as SmtpError, note.hasBegun);
        drop();
        return outcome;
      }
    },
    close: drop,
  };
}

function connect(smtpUrl: string, timeoutMs: number, note: (made: SMTPConnection) => void): Promise<SMTPConnection> {
  const { credentials, wantsTls, ...at } = mailAddress(new URL(smtpUrl), { secure: 465, plain: 587 });
  const smtp = new SMTPConnection({
    ...at,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    requireTLS: wantsTls,
  });
  note(smtp);
  return new Promise((resolve, reject) => {
    smtp.on('error', reject);
    smtp.once('end', () => reject(new Error('The mail server closed the connection.')));
    smtp.connect(() => {
      if (!credentials) return resolve(smtp);
      smtp.login({ credentials, ...credentials }, (error) => (error ? reject(error) : resolve(smtp)));
    });
  });
}
