import fc from 'fast-check';
import { expect } from 'vitest';
import { type Ask, BrokenPage, type Moment, type RecordReading, type Stream } from './source.ts';

export const bytes = (page: unknown) => Buffer.from(typeof page === 'string' ? page : JSON.stringify(page));

export const sightingsOf = (readings: RecordReading[]) =>
  readings.flatMap((reading) => ('sighting' in reading ? [reading.sighting] : []));

/** Asks and reads until there is nothing more to ask for, as the runner does. Cursors go through JSON, as they are kept. */
export function walk<C>(stream: Stream<C>, answer: (ask: Ask) => unknown, moment: Moment, from?: C) {
  const readings: RecordReading[] = [];
  const asks: string[] = [];
  let cursor = from;
  for (let ask = stream.next(cursor, moment); ask; ask = stream.next(cursor, moment)) {
    if (asks.length >= 5_000) throw new Error('The walk does not end.');
    asks.push(ask.url);
    const page = stream.parse(bytes(answer(ask)), ask, cursor, moment);
    readings.push(...page.readings);
    cursor = JSON.parse(JSON.stringify(page.cursor)) as C;
  }
  return { readings, asks, cursor: cursor! };
}

/** Every place of a value, as the keys that lead there. */
function placesIn(value: unknown): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
  return [[], ...[...keys].flatMap((key) => placesIn((value as never)[key]).map((rest) => [key, ...rest]))];
}

function replaced(value: unknown, place: (string | number)[], by: unknown): unknown {
  const [key, ...rest] = place;
  if (key === undefined) return by;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  copy[key as never] = replaced((value as never)[key], rest, by) as never;
  return copy;
}

const STRANGE = fc.oneof(
  fc.constantFrom(
    null,
    true,
    -1,
    0.5,
    1e300,
    '',
    ' ',
    'x',
    '\ud800',
    '\u0000',
    'x'.repeat(60_000),
    [],
    {},
    [[]],
    [null],
  ),
  fc.jsonValue(),
  fc.constant(JSON.parse('{"__proto__": 1, "value": {"value": []}}')),
);

/**
 * Whatever stands in any place of a page: it is read, or the whole is a {@link BrokenPage}; and what is rejected is
 * rejected for the same reason when it comes alone.
 */
export function expectHardy(page: unknown, parse: (body: Uint8Array) => RecordReading[]) {
  const readOrBroken = (body: Uint8Array) => {
    try {
      return parse(body);
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(BrokenPage);
      return [];
    }
  };
  const places = placesIn(page);
  fc.assert(
    fc.property(fc.constantFrom(...places), STRANGE, (place, by) => {
      for (const reading of readOrBroken(bytes(replaced(page, place, by)))) {
        if ('sighting' in reading) continue;
        const [again, ...more] = parse(Buffer.from(reading.raw));
        expect(more).toEqual([]);
        expect(again).toMatchObject({ rejected: reading.rejected, raw: reading.raw });
      }
    }),
    { numRuns: 1_000 },
  );
}

/** What comes instead of a page: never records, always a {@link BrokenPage}. */
export const NO_PAGES: [string, string | Uint8Array][] = [
  ['nothing', ''],
  ['white space', ' \n'],
  ['HTML', '<!doctype html><title>502 Bad Gateway</title>'],
  ['half of a page', '[{"paper": {"id": "26'],
  ['a text', '"ok"'],
  ['an empty object', '{}'],
  ['an error', '{"error": "Internal server error"}'],
  ['an error in a list', '{"error": ["Internal server error"]}'],
  ['an error with a status', '{"name": "RateLimitError", "message": "Too many requests", "status": 429}'],
  ['Latin-1', Buffer.from('[{"title": "Gödel"}]', 'latin1')],
  ['UTF-16', Buffer.from('\ufeff[]', 'utf16le')],
  ['brackets without end', '['.repeat(200_000)],
  ['brackets to a great depth', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
  ['too many records', `[${'1,'.repeat(10_000)}1]`],
];
