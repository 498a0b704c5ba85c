import { type Ask, BrokenPage, type Moment, type Page, type Stream } from '#sources/source.ts';
import { invented } from '#test/harness/library.ts';

export interface ToyCursor {
  at: number;
  /** Where an owed part ends. */
  to?: number;
}

export const SIZE = 10;

/** A list of `count` records, ten a page, asked for by number: an answer is JSON with the records' numbers. */
export function toyList(count: number, more: Partial<Stream<ToyCursor>> = {}): Stream<ToyCursor> {
  return {
    name: 'toys',
    schedule: { everyMs: 3_600_000 },
    next: (cursor = { at: 0 }) =>
      cursor.at < (cursor.to ?? count) ? { url: `https://toys.example/${cursor.at}` } : undefined,
    parse(body, _ask, cursor = { at: 0 }, { now }: Moment): Page<ToyCursor> {
      let records: unknown;
      try {
        records = JSON.parse(Buffer.from(body).toString());
      } catch {
        throw new BrokenPage('The answer is no JSON.');
      }
      const readings = (records as (number | string)[]).map((record) =>
        typeof record === 'number'
          ? { sighting: invented(record, { sourceKey: `toy ${record}`, seenAt: now.toISOString() }) }
          : { rejected: 'The record is no number.', key: `toy ${record}`, raw: JSON.stringify([record]) },
      );
      return { readings, cursor: { ...cursor, at: cursor.at + SIZE } };
    },
    ...more,
  };
}

/** Answers as the list's server would. */
export function toyServer(count: number) {
  const asked: number[] = [];
  /** What is answered instead, by the page's first record; undefined once the fault is over. */
  const faults = new Map<number, () => Uint8Array>();
  return {
    asked,
    faults,
    ask: async ({ url }: Ask): Promise<Uint8Array> => {
      const at = Number(url.slice(url.lastIndexOf('/') + 1));
      asked.push(at);
      const fault = faults.get(at);
      if (fault) return fault();
      return Buffer.from(JSON.stringify(Array.from({ length: Math.min(SIZE, count - at) }, (_, n) => at + n)));
    },
  };
}
