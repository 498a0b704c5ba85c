import { isUtf8 } from 'node:buffer';
import { type Foreign, isForeign, kindOf, Unreadable } from '../record.ts';
import type { Sighting } from '../sighting.ts';
import { BrokenPage, type RecordReading } from '../source.ts';
import { oneLine, quoted } from '../text.ts';

/** Bounds for what comes from strangers: a page beyond them is broken. A thousand notes of OpenReview are some 5 MB. */
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_DEPTH = 64;
const MOST_RECORDS = 10_000;

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Depth is counted before the text is read: what is nested 100,000 deep can be parsed, but not written again. */
function isTooDeep(body: Uint8Array): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at];
    if (inString) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      depth++;
      if (depth > MOST_DEPTH) return true;
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--;
  }
  return false;
}

/**
 * The value that an answer holds. JSON is UTF-8 (RFC 8259): an answer in anything else was spoilt on its way, and comes
 * whole when it is asked for again.
 * @throws BrokenPage where it is no JSON: half of it, HTML, nothing, or more than is good.
 */
export function readJson(body: Uint8Array): unknown {
  if (body.length > MOST_BYTES) throw new BrokenPage(`The answer is longer than ${MOST_BYTES} bytes.`);
  if (!isUtf8(body)) throw new BrokenPage('The answer is not valid UTF-8.');
  if (isTooDeep(body)) throw new BrokenPage(`The answer is nested more than ${MOST_DEPTH} deep.`);
  const text = new TextDecoder().decode(body).trim();
  if (text === '') throw new BrokenPage('The answer is empty.');
  try {
    return JSON.parse(text);
  } catch {
    throw new BrokenPage(`The answer is no JSON; it begins with ${quoted(text)}.`);
  }
}

/**
 * A page that is an object.
 * @throws BrokenPage where it is none, as {@link readJson}.
 */
export function readObject(body: Uint8Array): Foreign {
  const page = readJson(body);
  if (!isForeign(page)) throw new BrokenPage(`The answer must be an object, not ${kindOf(page)}.`);
  return page;
}

/**
 * The records of a page.
 * @param where what the list is called in the answer.
 * @throws BrokenPage with what the answer says of an error, where it holds no list.
 */
export function recordsIn(page: Foreign, where: string): unknown[] {
  const list = page[where];
  if (!Array.isArray(list)) throw new BrokenPage(errorIn(page) ?? `The answer holds no list ${quoted(where)}.`);
  return atMost(list);
}

/** @throws BrokenPage for more records than any source sends at once. */
export function atMost(list: unknown[]): unknown[] {
  if (list.length > MOST_RECORDS) throw new BrokenPage(`The answer holds more than ${MOST_RECORDS} records.`);
  return list;
}

/** What an answer says went wrong, as a sentence; undefined where it says nothing of the kind. */
export function errorIn(page: unknown): string | undefined {
  if (!isForeign(page)) return undefined;
  const { error, errors, message, title } = page;
  for (const said of [message, error, Array.isArray(errors) ? errors[0] : undefined, title]) {
    const first = Array.isArray(said) ? said[0] : said;
    const text = isForeign(first) ? first.message : first;
    if (typeof text === 'string' && text.trim() !== '') return `The source answered: ${quoted(text)}`;
  }
  return undefined;
}

/** A record's own name for people who look into why it could not be read; undefined where it has none. */
export function keyIn(record: Foreign, ...keys: string[]): string | undefined {
  for (const key of keys) {
    const value = record[key];
    if (typeof value === 'string' && value.trim() !== '') return oneLine(value).slice(0, 200);
  }
  return undefined;
}

/** How the records of a page are read. */
export interface RecordReader {
  /** @throws Unreadable where the record is none. @returns undefined for a record that nobody has asked for. */
  sighting(record: Foreign, index: number): Sighting | undefined;
  keyOf(record: Foreign): string | undefined;
  /** A page of this one record, which the same reader takes. */
  pageOf(record: unknown, index: number): unknown;
}

/** Readings of a page's records: what cannot be read costs itself alone. */
export function readingsOf(records: unknown[], how: RecordReader): RecordReading[] {
  return records.flatMap((record, index): RecordReading | [] => {
    const reject = (rejected: string, key?: string) => ({
      rejected,
      ...(key !== undefined && { key }),
      raw: JSON.stringify(how.pageOf(record, index)),
    });
    if (!isForeign(record)) return reject(`The record must be an object, not ${kindOf(record)}.`);
    try {
      const sighting = how.sighting(record, index);
      return sighting ? { sighting } : [];
    } catch (thrown) {
      if (thrown instanceof Unreadable) return reject(thrown.message, how.keyOf(record));
      throw thrown;
    }
  });
}
