import { type Failure, invalid } from '#floor/failure.ts';
import type { Reading } from '../sighting.ts';
import { quoted } from '../text.ts';
import { type Bytes, gunzipped, HEAD_BYTES, isGzip, withHead } from './bytes.ts';
import { ACCEPTED, formatOf, markLength } from './format.ts';
import type { ReadOptions } from './options.ts';
import { readRecords } from './records.ts';
import { readText } from './text.ts';

/**
 * Reads a file of papers as a stream of readings, in the file's order, in memory that does not grow with the file.
 * What it is shows in its bytes, never in its name: gzip or not; a saved page, JSON lines (each line of its own
 * kind), or JSON objects and lists however they are laid out. A record that cannot be used is a rejection with its
 * line; the rest goes on. What came before a failure has been yielded.
 *
 * @throws Failure `Invalid` when gzip data is cut off or damaged, and when the file is empty or holds nothing of a
 * known kind. What `bytes` itself throws passes through.
 */
export async function* readPaperFile(bytes: Bytes, options: ReadOptions): AsyncGenerator<Reading> {
  const packed = await withHead(bytes, 2);
  const plain = isGzip(packed.head) ? gunzipped(packed.all(), options.name) : packed.all();
  const { head, all } = await withHead(plain, HEAD_BYTES);
  const mark = markLength(head);
  const format = formatOf(head.subarray(mark));
  if (format === 'lines' || format === 'values') yield* readRecords(all(mark), format, options);
  else if (format === 'page') yield* readText(all(mark), options);
  else {
    // A stream that broke within its head has that to say first.
    for await (const _ of all());
    throw unreadable(format, options.name);
  }
}

function unreadable(format: 'empty' | 'binary' | 'utf-16', name: string): Failure {
  if (format === 'empty') return invalid(`The file ${quoted(name)} is empty.`, ACCEPTED);
  if (format === 'utf-16')
    return invalid(`The file ${quoted(name)} is UTF-16 text.`, 'Save it as UTF-8 and import it again.');
  return invalid(`The file ${quoted(name)} is not text.`, ACCEPTED);
}
