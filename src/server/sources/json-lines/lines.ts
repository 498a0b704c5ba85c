import { gunzipSync } from 'node:zlib';
import { Failure } from '#floor/failure.ts';
import { isGzip } from '../file/bytes.ts';
import { formatOf, markLength } from '../file/format.ts';
import { readKept } from '../file/kept.ts';
import { recordReader } from '../file/records.ts';
import type { Reading } from '../sighting.ts';
import { BrokenPage, type RecordReading } from '../source.ts';

/** What an answer may hold once unpacked: some 50,000 papers. */
const MOST_BYTES = 64 * 1024 * 1024;
/** A record has at most 4 MB; kept as base64 it has a third more. */
const MOST_KEPT = 8 * 1024 * 1024;

/**
 * The records of an answer: JSON lines, or JSON objects and lists however they are laid out, gzipped or not, in the
 * shapes that `offprint import` takes. A kept record is read as the one that it was.
 * @param name what to call the answer in a sentence.
 * @throws BrokenPage where the answer holds no such records, is damaged, or too large when it is unpacked.
 */
export function readLines(body: Uint8Array, name: string, now: Date): RecordReading[] {
  const bytes = unpacked(body);
  const kept = bytes.length <= MOST_KEPT ? readKept(bytes.toString('utf8'), now) : undefined;
  if (kept) return kept.map(asRecordReading);
  const records = bytes.subarray(markLength(bytes));
  const format = formatOf(records.subarray(0, 65_536));
  if (format !== 'lines' && format !== 'values') throw new BrokenPage('The answer is no JSON lines.');
  const reader = recordReader(format, { name, now, keepsRaw: true });
  try {
    return [...reader.push(records), ...reader.end()].map(asRecordReading);
  } catch (thrown) {
    if (thrown instanceof Failure) throw new BrokenPage(thrown.message);
    throw thrown;
  }
}

/** A reading of a file of JSON as one of a page. */
function asRecordReading(reading: Reading): RecordReading {
  if ('sighting' in reading) return { sighting: reading.sighting };
  const { line: _, raw = '', ...refused } = reading;
  return { ...refused, raw };
}

function unpacked(body: Uint8Array): Buffer {
  if (!isGzip(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  try {
    return gunzipSync(body, { maxOutputLength: MOST_BYTES });
  } catch (thrown) {
    const isTooLarge = (thrown as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new BrokenPage(
      isTooLarge
        ? `The answer is larger than ${MOST_BYTES / 1024 / 1024} MB when it is unpacked.`
        : 'The answer’s gzip data is cut off or damaged.',
    );
  }
}
