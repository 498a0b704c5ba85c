import { escapeHtml, oneLine } from '../text/escape.ts';
import { safeUrl } from '../text/links-in.ts';
import { shortened } from '../text/plain.ts';

/** Bytes of a text in HTML: a quotation mark has six, a character of Chinese three. */
const bytesOf = (text: string) => Buffer.byteLength(escapeHtml(text));

/**
 * One line that takes at most so many bytes in HTML, cut at a word where it is too long.
 * @param bytes 0 leaves nothing.
 */
export function fitted(text: string, bytes: number): string {
  // What is far too long is not read to its end.
  const line = oneLine(text.slice(0, bytes * 2));
  let cut = line;
  for (let limit = line.length; limit > 1; ) {
    const size = bytesOf(cut);
    if (size <= bytes) return cut;
    limit = Math.min(limit - 1, Math.floor((limit * bytes) / size));
    // The cut may go through a character of two halves.
    cut = shortened(line, Math.max(limit, 1)).replace(/[\ud800-\udbff]…$/, '…');
  }
  return bytesOf(cut) <= bytes ? cut : '';
}

/** A web address of at most so many bytes in HTML; else undefined: an address that is cut leads elsewhere. */
export function fittedUrl(url: string, bytes: number): string | undefined {
  const safe = safeUrl(url);
  return safe && bytesOf(safe) <= bytes ? safe : undefined;
}
