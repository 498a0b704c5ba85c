import { isUtf8 } from 'node:buffer';
import { listingSighting } from '../arxiv/listing.ts';
import { snapshotSighting } from '../arxiv/snapshot.ts';
import { itemSighting } from '../daily-papers/item.ts';
import type { Places } from '../daily-papers/place.ts';
import { rowSighting } from '../daily-papers/row.ts';
import { type Foreign, isForeign, kindOf, Unreadable } from '../record.ts';
import type { Reading, Sighting } from '../sighting.ts';
import type { Cut } from './cut.ts';

/** A reading; `strange` when the record has no shape that is known here. A file of nothing else is no file of papers. */
export interface Judged {
  reading: Reading;
  strange: boolean;
  /** What was judged, where it became no sighting. */
  record?: JudgedRecord;
}

/** A record as far as it could be read: as JSON, else as text, else as bytes; or why it was never whole. */
export type JudgedRecord = { value: unknown } | { text: string } | { bytes: Uint8Array } | { problem: string };

type Shape = (record: Foreign, now: Date, places: Places) => Sighting;

/** Which source's shape a record has, by its keys alone; each line of a file may have another. */
function shapeOf(record: Foreign): Shape | undefined {
  const has = (...keys: string[]) => keys.some((key) => Object.hasOwn(record, key));
  if (isForeign(record.paper)) return itemSighting;
  if (has('arxivId')) return has('dailyDate', 'observedAt', 'upvotes', 'numComments') ? rowSighting : listingSighting;
  if (!has('id')) return undefined;
  if (has('authors_parsed', 'versions', 'update_date') || (has('abstract') && has('title', 'categories')))
    return snapshotSighting;
  return has('summary') && has('title') ? itemSighting : undefined;
}

/** Makes readings of what was cut out of a file: several where a line holds a list. */
export function* judge(cut: Cut, now: Date, places: Places): Generator<Judged> {
  const { line } = cut;
  const refuse = (rejected: string, strange: boolean, record: JudgedRecord): Judged => ({
    reading: { line, rejected },
    strange,
    record,
  });
  if ('problem' in cut) return yield refuse(cut.problem, false, cut);
  if (!isUtf8(cut.bytes)) return yield refuse('The record is not valid UTF-8.', false, { bytes: cut.bytes });
  const text = textOf(cut.bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // V8's own words quote the text, which may hold anything; they are for nobody's terminal.
    return yield refuse('The record is not valid JSON.', true, { text });
  }
  for (const element of Array.isArray(value) ? value : [value]) yield judgeValue(element, line, now, places);
}

const textOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');

/** Judges one record that is JSON. */
export function judgeValue(value: unknown, line: number, now: Date, places: Places): Judged {
  const record = { value };
  if (!isForeign(value)) {
    return {
      reading: { line, rejected: `The record must be an object, not ${kindOf(value)}.` },
      strange: true,
      record,
    };
  }
  const shape = shapeOf(value);
  if (!shape) {
    const rejected =
      'The record is of no known kind: it has none of the fields “paper”, “arxivId”, or “id” with “title” and an abstract.';
    return { reading: { line, rejected }, strange: true, record };
  }
  try {
    return { reading: { line, sighting: shape(value, now, places) }, strange: false };
  } catch (thrown) {
    if (thrown instanceof Unreadable) return { reading: { line, rejected: thrown.message }, strange: false, record };
    throw thrown;
  }
}
