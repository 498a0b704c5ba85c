import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import DKIM from 'nodemailer/lib/dkim';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { MailContent, RenderDigest } from '#delivery/digest/digest.ts';
import type { UnsignedDigest } from '#delivery/digest/for-subscriber.ts';
import { END, PREFERENCES } from '#delivery/digest/links.ts';
import type { Confirmation } from '#delivery/digest/subscriptions.ts';
import { printable } from '#delivery/text/escape.ts';
import { invalid } from '#floor/failure.ts';
import type { Mail } from './ledger.ts';

/** Signs mails for a domain (RFC 6376). */
export interface DkimKey {
  domain: string;
  selector: string;
  /** PEM. */
  privateKey: string;
}

/** RFC 8058 §4: a one-click link counts only where the signature covers both of its headers. */
const SIGNED =
  'from:to:subject:date:message-id:mime-version:content-type:list-id:list-unsubscribe:list-unsubscribe-post';

/** What mails are made with. */
export interface Writing {
  /** `papers@example.org`. */
  from: string;
  origin: string;
  render: RenderDigest;
  linkFor: (purpose: typeof PREFERENCES | typeof END, subscriber: number) => string;
  dkim?: DkimKey;
}

/** @throws Failure `Invalid` where the file cannot be read or holds no private key. */
export function readDkimKey(file: string): string {
  try {
    const pem = readFileSync(file, 'utf8');
    createPrivateKey(pem);
    return pem;
  } catch (error) {
    throw invalid(`The DKIM key ${file} cannot be used: ${(error as Error).message}`, 'It is a private key as PEM.');
  }
}

/** One line that ends no header: hostile text may bring line ends in many shapes. */
const oneLine = (text: string) =>
  printable(text)
    .replace(/[\s\u0085\u2028\u2029]+/g, ' ')
    .trim()
    .slice(0, 400);

function confirmationContent({ path, list }: Confirmation, origin: string): MailContent {
  const url = origin + path;
  const text = `Somebody, most likely you, asked for papers by mail:\n\n${origin}${list}\n\nTo get them, open this page and press the button:\n\n${url}\n\nThe link is good for a day. If it was not you, do nothing: no mail will come.\n`;
  return { subject: 'Confirm that you want papers by mail', text, html: '' };
}

/** A mail as the bytes that go out, signed where there is a key. */
export async function mailBytes(mail: Mail, writing: Writing): Promise<Buffer> {
  const { from, origin, linkFor, dkim } = writing;
  const host = from.slice(from.lastIndexOf('@') + 1);
  const said = JSON.parse(mail.content ?? '{}') as UnsignedDigest & Confirmation;
  const end = linkFor(END, mail.subscriber);
  const isDigest = mail.kind === 'digest';
  const { subject, text, html } = isDigest
    ? writing.render({ ...said, preferencesUrl: linkFor(PREFERENCES, mail.subscriber), unsubscribeUrl: end })
    : confirmationContent(said, origin);
  const headers = isDigest
    ? {
        'List-Id': `Offprint <digests.${host}>`,
        'List-Unsubscribe': `<${end}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }
    : {};
  const composer = new MailComposer({
    from: { name: 'Offprint', address: from },
    to: { name: '', address: mail.address },
    subject: oneLine(subject) || 'Papers',
    messageId: `<${mail.message_id}@${host}>`,
    headers: { ...headers, 'Auto-Submitted': 'auto-generated' },
    text,
    ...(html && { html }),
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'windows',
  });
  const plain = await composer.compile().build();
  if (!dkim) return plain;
  const signer = new DKIM({
    domainName: dkim.domain,
    keySelector: dkim.selector,
    privateKey: dkim.privateKey,
    headerFieldNames: SIGNED,
  });
  return await buffer(signer.sign(plain));
}
