import { type DayPage, dayList } from '../json/day-list.ts';
import { keyIn, readingsOf, readObject, recordsIn } from '../json/page.ts';
import { type Foreign, isForeign } from '../record.ts';
import { BrokenPage, type Source } from '../source.ts';
import { quoted } from '../text.ts';
import { preprintSighting } from './preprint.ts';

const HOUR_MS = 3_600_000;

/** One of openRxiv's two servers. */
interface PreprintServer {
  /** In its API's addresses, and the source's name. */
  name: string;
  title: string;
  home: string;
  firstDay: string;
  /** Its categories as its records write them. */
  categories: readonly string[];
}

/** A category as it is written in a setting, which holds words: `cell-biology`. What stands in brackets is left out. */
export const categoryWord = (category: string) =>
  category
    .toLowerCase()
    .replace(/\([^()]*\)/g, '')
    .match(/[a-z]+/g)
    ?.join('-') ?? '';

/**
 * bioRxiv or medRxiv, by their common API: `details/{server}/{from}/{to}/{cursor}/json`, asked for single days.
 * Its pages have grown and shrunk over the years (100, later 30): whoever steps by a fixed number leaves records out,
 * and is told nothing. So it is stepped by the number of records that came.
 */
export function preprintServer(server: PreprintServer): Source {
  const words = server.categories.map(categoryWord);
  return {
    name: server.name,
    title: server.title,
    home: server.home,
    licence: 'by each paper: the licence that its authors chose',
    help: `Preprints and their new versions in ${server.title}.`,
    // No limit is stated. Both servers are asked at one address, so they share a gate.
    courtesy: { gate: 'openrxiv', everyMs: 1_000 },
    addresses: { api: 'https://api.biorxiv.org' },
    choice: {
      help: 'all, or categories',
      example: words.includes('neuroscience') ? 'neuroscience bioinformatics' : 'epidemiology oncology',
      parse(word) {
        const value = categoryWord(word);
        if (value === 'all' || words.includes(value)) return { value };
        return { allowed: `all, ${words.join(', ')}` };
      },
    },
    streams: ({ values, addresses }) => [
      dayList({
        name: 'day',
        schedule: { everyMs: 6 * HOUR_MS },
        firstDay: server.firstDay,
        again: 2,
        today: (now) => now.toISOString().slice(0, 10),
        ask: (day, { records }) => ({ url: `${addresses.api}/details/${server.name}/${day}/${day}/${records}/json` }),
        dayOf: ({ url }) => /\/(\d{4}-\d{2}-\d{2})\/\d+\/json$/.exec(url)![1]!,
        read: (body, _day, at, { now }) => readDetails(body, at.records, server, new Set(values), now),
      }),
    ],
  };
}

/** `{ messages: [{ status, cursor, count, total }], collection: [] }`; numbers are numbers or texts, as it comes. */
function readDetails(
  body: Uint8Array,
  offset: number,
  server: PreprintServer,
  chosen: ReadonlySet<string>,
  now: Date,
): DayPage {
  const page = readObject(body);
  const message = Array.isArray(page.messages) && isForeign(page.messages[0]) ? page.messages[0] : undefined;
  const status = typeof message?.status === 'string' ? message.status.trim() : '';
  if (/^no posts found/i.test(status)) return { readings: [], count: 0 };
  if (message && status.toLowerCase() !== 'ok') throw new BrokenPage(`The source answered: ${quoted(status)}`);
  const records = recordsIn(page, 'collection');
  const cursor = numberIn(message, 'cursor');
  if (cursor !== undefined && cursor !== offset)
    throw new BrokenPage(`The answer begins at record ${cursor}, not at ${offset}, which was asked for.`);
  const total = numberIn(message, 'total');
  if (records.length === 0 && total !== undefined && total > offset)
    throw new BrokenPage(`The answer holds no records, though ${total - offset} of ${total} are left.`);
  const readings = readingsOf(records, {
    sighting: (record) => (isChosen(record, chosen) ? preprintSighting(record, server, now) : undefined),
    keyOf: nameOf,
    pageOf: (record) => ({ messages: [{ status: 'ok' }], collection: [record] }),
  });
  const mark = isForeign(records[0]) ? nameOf(records[0]) : undefined;
  return { readings, count: records.length, ...(mark !== undefined && { mark }) };
}

function numberIn(message: Foreign | undefined, key: string): number | undefined {
  const value = message?.[key];
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) ? number : undefined;
}

/** A record whose category is no text is read, so that it is told about. */
function isChosen({ category }: Foreign, chosen: ReadonlySet<string>): boolean {
  if (chosen.has('all') || (typeof category !== 'string' && category !== null && category !== undefined)) return true;
  return chosen.has(categoryWord(category ?? ''));
}

function nameOf(record: Foreign): string | undefined {
  const doi = keyIn(record, 'doi');
  const { version } = record;
  return doi && (typeof version === 'string' || typeof version === 'number')
    ? `${doi} v${String(version).slice(0, 20)}`
    : doi;
}
