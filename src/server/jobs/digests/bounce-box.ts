import { readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mailAddress } from './mail-address.ts';

/** Larger mails are no report of one of ours: a digest has some 200 kB. */
export const LARGEST_BYTES = 1_000_000;
const STEP_MS = 60_000;

/** One mail of a mailbox. */
export interface BoxedMail {
  raw: Uint8Array;
  /** Marks it as seen: it is not read again. */
  seen(): Promise<void>;
}

/**
 * The unseen mails of a mailbox, the oldest first.
 * @param url `imap://` or `imaps://` with user and password, the mailbox as path (else INBOX); or `file:///…`, a Maildir.
 * @param most mails at most.
 * @throws Error where it cannot be opened or read.
 */
export function unseenMails(url: string, most: number): AsyncIterable<BoxedMail> {
  return url.startsWith('file:') ? inMaildir(fileURLToPath(url), most) : overImap(new URL(url), most);
}

async function* inMaildir(folder: string, most: number): AsyncGenerator<BoxedMail> {
  const entries = await readdir(join(folder, 'new'), { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  for (const name of names.sort().slice(0, most)) {
    const path = join(folder, 'new', name);
    const seen = () => rename(path, join(folder, 'cur', `${name}:2,S`));
    const { size } = await stat(path);
    yield { raw: size > LARGEST_BYTES ? new Uint8Array() : await readFile(path), seen };
  }
}

async function* overImap(url: URL, most: number): AsyncGenerator<BoxedMail> {
  // It takes 100 ms to load, which only those pay who have a mailbox.
  const { ImapFlow } = await import('imapflow');
  const { credentials, wantsTls, ...at } = mailAddress(url, { secure: 993, plain: 143 });
  const client = new ImapFlow({
    ...at,
    // Without it a password would go in clear where the server offers no STARTTLS.
    ...(!at.secure && wantsTls && { doSTARTTLS: true }),
    auth: credentials ?? { user: '', pass: '' },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    socketTimeout: STEP_MS,
  });
  // What breaks a connection at rest is told by the next command; unheard it would end the process.
  client.on('error', () => undefined);
  await client.connect().catch((error: Error & { responseText?: string }) => {
    throw new Error(error.responseText ? `The mailbox does not let us in: ${error.responseText}` : error.message);
  });
  try {
    await client.mailboxOpen(decodeURIComponent(url.pathname.slice(1)) || 'INBOX');
    const found = (await client.search({ seen: false }, { uid: true })) || [];
    for (const uid of found.slice(0, most)) {
      const mail = await client.fetchOne(String(uid), { source: { maxLength: LARGEST_BYTES } }, { uid: true });
      const seen = async () => void (await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true }));
      if (mail) yield { raw: mail.source ?? new Uint8Array(), seen };
    }
  } finally {
    await client.logout().catch(() => client.close());
  }
}
