import { isUtf8 } from 'node:buffer';
import { invalid } from '#floor/failure.ts';
import { readPage } from '../daily-papers-page/page.ts';
import type { Reading } from '../sighting.ts';
import { quoted } from '../text.ts';
import type { Bytes } from './bytes.ts';
import { ACCEPTED } from './format.ts';
import type { ReadOptions } from './options.ts';

/** A day's page has 100 KB, a month's would have 3 MB. */
const PAGE_BYTES = 32 * 1024 * 1024;

/**
 * Readings of a saved page, read whole because the year of its first line shows in its last.
 * @throws Failure `Invalid` when the text is no such page; or, after what could be read, what broke the stream.
 */
export async function* readText(bytes: Bytes, { name, year, now }: ReadOptions): AsyncGenerator<Reading> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  let broken: { error: unknown } | undefined;
  try {
    for await (const chunk of bytes) {
      pieces.push(chunk);
      size += chunk.length;
      if (size > PAGE_BYTES) break;
    }
  } catch (error) {
    broken = { error };
  }
  if (size > PAGE_BYTES) throw invalid(`The file ${quoted(name)} is text, but too long for a saved page.`, ACCEPTED);
  const { text, damaged } = decoded(Buffer.concat(pieces));
  const readings = readPage(text, { now, damaged, ...(year !== undefined && { year }) });
  yield* readings;
  if (broken) throw broken.error;
  if (readings.length === 0) {
    throw invalid(`The file ${quoted(name)} is text, but no page of Daily Papers and no JSON.`, ACCEPTED);
  }
}

/** The text, and the numbers of the lines that are not UTF-8. */
function decoded(bytes: Buffer): { text: string; damaged: Set<number> } {
  const damaged = new Set<number>();
  if (!isUtf8(bytes)) {
    let line = 1;
    for (let from = 0; from < bytes.length; line++) {
      const newline = bytes.indexOf(0x0a, from);
      const to = newline < 0 ? bytes.length : newline;
      if (!isUtf8(bytes.subarray(from, to))) damaged.add(line);
      from = to + 1;
    }
  }
  return { text: bytes.toString('utf8'), damaged };
}
