import { countPlaces } from '../daily-papers/place.ts';
import { isForeign } from '../record.ts';
import type { Reading } from '../sighting.ts';
import { type Judged, type JudgedRecord, judge, judgeValue } from './judge.ts';

/**
 * How a record that became no sighting is kept: in an object of ours that says so. What it was may be no record of a
 * known kind, no JSON, or no UTF-8, and a file of it alone would be taken for a file of no papers.
 */
function keptRecord(record: JudgedRecord): string {
  if ('value' in record) return keptValue(record.value);
  if ('text' in record) return JSON.stringify({ unreadText: record.text });
  if ('bytes' in record) return JSON.stringify({ unreadBytes: Buffer.from(record.bytes).toString('base64') });
  return JSON.stringify({ unreadBecause: record.problem });
}

/** What is nested some thousand deep can be parsed and not be written; nothing of a paper's is. */
function keptValue(value: unknown): string {
  try {
    return JSON.stringify({ unread: value });
  } catch {
    return JSON.stringify({ unreadBecause: 'The record is nested too deeply to be kept.' });
  }
}

/** The reading with the record as it came, and its name where it has one. */
export function withRaw({ reading, record }: Judged): Reading {
  if (!record || !('rejected' in reading)) return reading;
  const key = 'value' in record ? nameOf(record.value) : undefined;
  return { ...reading, ...(key !== undefined && { key }), raw: keptRecord(record) };
}

function nameOf(value: unknown): string | undefined {
  if (!isForeign(value)) return undefined;
  const { arxivId, id } = isForeign(value.paper) ? value.paper : value;
  return [arxivId, id].find((name): name is string => typeof name === 'string' && name.length <= 200);
}

/**
 * Reads a record that was kept; undefined where the text is no such record. Its place among the others of its day was
 * not kept with it: the sighting shows none.
 */
export function readKept(text: string, now: Date): Reading[] | undefined {
  const kept = keptIn(text);
  if (!kept) return undefined;
  const places = countPlaces();
  const judged =
    'value' in kept ? [judgeValue(kept.value, 1, now, places)] : [...judge({ line: 1, ...kept }, now, places)];
  return judged.map((one) => withoutPlace(withRaw(one)));
}

function keptIn(text: string): Exclude<JudgedRecord, { text: string }> | undefined {
  let kept: unknown;
  try {
    kept = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isForeign(kept) || Object.keys(kept).length !== 1) return undefined;
  if (Object.hasOwn(kept, 'unread')) return { value: kept.unread };
  if (typeof kept.unreadText === 'string') return { bytes: Buffer.from(kept.unreadText) };
  if (typeof kept.unreadBytes === 'string') return { bytes: Buffer.from(kept.unreadBytes, 'base64') };
  return typeof kept.unreadBecause === 'string' ? { problem: kept.unreadBecause } : undefined;
}

function withoutPlace(reading: Reading): Reading {
  if (!('sighting' in reading)) return reading;
  const { placements: _, ...sighting } = reading.sighting;
  return { ...reading, sighting };
}
