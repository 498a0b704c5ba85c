import { cutValues } from './values.ts';

/** What the first bytes of a file show it to be. A name says nothing: files are renamed, piped and fetched. */
export type Format = 'empty' | 'utf-16' | 'binary' | 'page' | 'lines' | 'values';

/** What can be imported, for people. */
export const ACCEPTED =
  'Accepted, also gzipped: a Daily Papers page saved as text, JSON or JSON lines of the Daily Papers API, and JSON lines of arXiv metadata.';

const startsWith = (head: Uint8Array, ...bytes: number[]) => bytes.every((byte, index) => head[index] === byte);

/** Length of UTF-8's mark, which some editors put in front. */
export const markLength = (head: Uint8Array) => (startsWith(head, 0xef, 0xbb, 0xbf) ? 3 : 0);

/** @param head the file's first bytes, decompressed, without UTF-8's mark; the whole file when it is shorter. */
export function formatOf(head: Buffer): Format {
  if (startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff)) return 'utf-16';
  // One character a byte: only ASCII is looked for, and damaged UTF-8 must not hide it.
  const text = head.toString('latin1');
  const start = text.search(/\S/);
  if (start < 0) return 'empty';
  if (text[start] === '[') return 'values';
  if (text[start] === '{') return isSpread(text.slice(start)) ? 'values' : 'lines';
  // A damaged first line does not make a page of a file of records.
  if (/^[ \t]*\{\s*"/m.test(text)) return 'lines';
  return text.includes('\0') ? 'binary' : 'page';
}

/** Whether the first object goes on past its first line, as in pretty-printed JSON, and is not just a damaged line. */
function isSpread(text: string): boolean {
  const newline = text.indexOf('\n');
  if (newline < 0) return false;
  const next = /\S/.exec(text.slice(newline))?.[0];
  if (next === '{') return false;
  const first = Buffer.from(text.slice(0, newline), 'latin1');
  const cutter = cutValues();
  return [...cutter.push(first)].length === 0;
}
