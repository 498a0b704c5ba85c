import type { Author } from './sighting.ts';
import { oneLine, paragraphs, quoted } from './text.ts';
import { readInstant, readTime } from './time.ts';

/**
 * Reading a foreign record field by field, believing none of its types.
 *
 * The rules, for every source:
 * - `null` and absence are the same: the source does not say.
 * - A value of the wrong type, and a text or number beyond its bound, rejects the record with the field's name.
 * - A list beyond its bound is cut, and so is a name that is too long (arXiv's lists hold whole author lists that ran
 *   together): a paper is not lost for its 5,001st author.
 * - A date that cannot be read is left out, as if the source did not say. Only where the record's place or the
 *   time of its observation hangs on the date does it reject the record.
 */
export type Foreign = Record<string, unknown>;

/** Says why a record cannot become a sighting. Caught by the reader of the file; never leaves the room. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

export const BOUNDS = {
  title: 1_000,
  abstract: 50_000,
  authors: 5_000,
  name: 500,
  links: 200,
  address: 2_000,
  keywords: 100,
  keyword: 200,
  categories: 100,
  versions: 1_000,
  note: 10_000,
  /** What an `integer` column holds on either engine. */
  count: 2_147_483_647,
} as const;

export const isForeign = (value: unknown): value is Foreign =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** “text”, “a number”, “a list”…: what a value is, in words. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return { string: 'text', number: 'a number', boolean: 'true or false' }[typeof value as string] ?? 'an object';
}

const wrong = (key: string, expected: string, value: unknown) =>
  new Unreadable(`The field ${quoted(key)} must be ${expected}, not ${kindOf(value)}.`);

/** The text as it stands, or undefined where the record does not say. */
export function rawText(record: Foreign, key: string): string | undefined {
  const value = record[key];
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'string') throw wrong(key, 'text', value);
  return value;
}

function bounded(key: string, text: string | undefined, limit: number): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (text.length > limit) {
    throw new Unreadable(`The field ${quoted(key)} is ${text.length} characters long; at most ${limit} are taken.`);
  }
  return text;
}

/** A text of one line; undefined when absent or empty. */
export function lineIn(record: Foreign, key: string, limit: number = BOUNDS.note): string | undefined {
  const raw = rawText(record, key);
  return raw === undefined ? undefined : bounded(key, oneLine(raw), limit);
}

/** A text of paragraphs; undefined when absent or empty. */
export function proseIn(record: Foreign, key: string, limit: number = BOUNDS.abstract): string | undefined {
  const raw = rawText(record, key);
  return raw === undefined ? undefined : bounded(key, paragraphs(raw), limit);
}

/** The title, which a record must have. */
export function titleIn(record: Foreign, key = 'title'): string {
  const title = lineIn(record, key, BOUNDS.title);
  if (title === undefined) throw new Unreadable(`The field ${quoted(key)} is missing or empty.`);
  return title;
}

/** A whole number from 0 up; undefined when absent. */
export function countIn(record: Foreign, key: string): number | undefined {
  const value = record[key];
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'number') throw wrong(key, 'a number', value);
  if (!Number.isInteger(value) || value < 0 || value > BOUNDS.count) {
    throw new Unreadable(`The field ${quoted(key)} is ${value}; it must be a whole number from 0 to ${BOUNDS.count}.`);
  }
  return value;
}

export function listIn(record: Foreign, key: string): unknown[] | undefined {
  const value = record[key];
  if (value === null || value === undefined) return undefined;
  if (!Array.isArray(value)) throw wrong(key, 'a list', value);
  return value;
}

export function objectIn(record: Foreign, key: string): Foreign | undefined {
  const value = record[key];
  if (value === null || value === undefined) return undefined;
  if (!isForeign(value)) throw wrong(key, 'an object', value);
  return value;
}

/** Short texts without the empty, the over-long and the repeated; undefined when none is left. */
export function wordsIn(record: Foreign, key: string, limit: number, each: number): string[] | undefined {
  const list = listIn(record, key);
  if (!list) return undefined;
  const words = new Set<string>();
  for (const value of list) {
    if (typeof value !== 'string') throw wrong(key, 'a list of texts', value);
    const word = oneLine(value);
    if (word !== '' && word.length <= each && words.size < limit) words.add(word);
  }
  return words.size > 0 ? [...words] : undefined;
}

/** A date whose absence, or whose being none, hurts nothing. */
export function timeIn(record: Foreign, key: string): string | undefined {
  const raw = rawText(record, key);
  return raw === undefined ? undefined : readTime(raw.trim());
}

/** An instant that the record's meaning hangs on: absent is undefined, unreadable rejects. */
export function instantIn(record: Foreign, key: string): string | undefined {
  const raw = rawText(record, key);
  if (raw === undefined) return undefined;
  const at = readInstant(raw.trim());
  if (at === undefined)
    throw new Unreadable(`The field ${quoted(key)} is ${quoted(raw)}, which is no date with a time.`);
  return at;
}

/** A name without a letter is no author: arXiv's lists have a lone colon between a team and its members. */
export function authorOf(name: string, affiliation?: string): Author | undefined {
  const known = oneLine(name).slice(0, BOUNDS.name).trim();
  if (!/[\p{L}\p{N}]/u.test(known)) return undefined;
  const at = affiliation && oneLine(affiliation).slice(0, BOUNDS.name).trim();
  return at ? { name: known, affiliation: at } : { name: known };
}

/** The authors' part of a sighting; past the bound the number alone stays true. */
export function authorsPart(authors: Author[]): { authors?: Author[]; authorCount?: number } {
  if (authors.length === 0) return {};
  if (authors.length <= BOUNDS.authors) return { authors };
  return { authors: authors.slice(0, BOUNDS.authors), authorCount: authors.length };
}

/** The object without its undefined fields: a sighting says nothing where the source says nothing. */
export function said<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  const kept: Partial<T> = {};
  for (const key in fields) if (fields[key] !== undefined) kept[key] = fields[key];
  return kept as T;
}
