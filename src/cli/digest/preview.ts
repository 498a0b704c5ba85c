import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { MailContent } from '#delivery/digest/digest.ts';
import { counted } from '#delivery/page/words.ts';
import { io } from '../command.ts';

/** A digest as a mail file, which programs for mail open; nobody sent it and nobody receives it. */
export function emlOf({ subject, text, html }: MailContent, date: Date): Promise<Buffer> {
  const mail = new MailComposer({
    from: { name: 'Offprint', address: 'digest@offprint.invalid' },
    to: 'preview@offprint.invalid',
    date,
    subject,
    text,
    html,
    textEncoding: 'quoted-printable',
    // Papers are text: an address in one is never opened from here.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return mail.compile().build();
}

export interface Showing {
  /** A folder. */
  to: string;
  isText: boolean;
  papers: number;
  now: Date;
}

/** Prints a digest's text, or writes it in each of its forms and says where. */
export async function showPreview(mail: MailContent, { to, isText, papers, now }: Showing): Promise<void> {
  if (isText) {
    io.out(`${mail.subject}\n\n${mail.text}`);
    return;
  }
  const files = await writePreview(mail, to, now);
  io.out(`“${mail.subject}”, ${counted(papers, 'paper')}:\n${files.map((file) => `  ${file}`).join('\n')}`);
}

/** Writes a digest in each of its forms into a folder. @returns the files. */
export async function writePreview(mail: MailContent, folder: string, date: Date): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const forms: [string, string | Buffer][] = [
    ['digest.html', mail.html],
    ['digest.txt', mail.text],
    ['digest.eml', await emlOf(mail, date)],
  ];
  const files = forms.map(([name]) => join(folder, name));
  for (const [at, [, content]] of forms.entries()) await writeFile(files[at]!, content);
  return files;
}
