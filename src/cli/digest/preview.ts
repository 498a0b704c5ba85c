import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { MailContent } from '#delivery/digest/digest.ts';

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
