import { countPlaces } from '../daily-papers/place.ts';
import { isForeign } from '../record.ts';
import type { Reading } from '../sighting.ts';
import { type Judged, type JudgedRecord, judge, judgeValue } from './judge.ts';

/**
 * How a record that became no sighting is kept: as the JSON that it is; and what is no record of a known kind, no
 * JSON, or no UTF-8, in an object of ours that says so, so that it is known again. A file of it alone would be taken
 * for a file of no papers.
 */
function keptRecord(record: JudgedRecord, isStrange: boolean): string {
  if ('value' in record) return keptValue(isStrange ? { unread: record.value } : record.value);
  if ('text' in record) return JSON.stringify({ unreadText: record.text });
  if ('bytes' in record) return JSON.stringify({ unreadBytes: Buffer.from(record.bytes).toString('base64') });
  return JSON.stringify({ unreadBecause: record.problem });
}

/** What is nested some thousand deep can be parsed and not be written; nothing of a paper's is. */
function keptValue(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return JSON.stringify({ unreadBecause: 'The record is nested too deeply to be kept.' });
  }
}

/** The reading with the record as it came, and its name where it has one. */
export function withRaw({ reading, record, strange }: Judged): Reading {
  if (!record || !('rejected' in reading)) return reading;
  const key = 'value' in record ? nameOf(record.value) : undefined;
  return { ...reading, ...(key !== undefined && { key }), raw: keptRecord(record, strange) };
}

function nameOf(value: unknown): string | undefined {
  if (!isForeign(value)) return undefined;
  const { arxivId, id } = isForeign(value.paper) ? value.paper : value;
  return [arxivId, id].find((name): name is string => typeof name === 'string' && name.length <= 200);
}

/** Reads a record that was kept; undefined where the text is no such record. */
export function readKept(text: string, now: Date): Reading[] | undefined {
  let kept: unknown;
  try {
    kept = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isForeign(kept) || Object.keys(kept).length !== 1) return undefined;
  const places = countPlaces();
  const bytes = (content: Buffer) => [...judge({ line: 1, bytes: content }, now, places)].map(withRaw);
  if (Object.hasOwn(kept, 'unread')) return [withRaw(judgeValue(kept.unread, 1, now, places))];
  if (typeof kept.unreadText === 'string') return bytes(Buffer.from(kept.unreadText));
  if (typeof kept.unreadBytes === 'string') return bytes(Buffer.from(kept.unreadBytes, 'base64'));
  if (typeof kept.unreadBecause !== 'string') return undefined;
  return [...judge({ line: 1, problem: kept.unreadBecause }, now, places)].map(withRaw);
}
