import { Failure } from '#floor/failure.ts';
import type { Reading, Sighting } from '../sighting.ts';
import { readPaperFile } from './read.ts';

/** What came out of a file before it ended or failed. */
export interface Gathered {
  readings: Reading[];
  sightings: Sighting[];
  rejected: { line: number; rejected: string }[];
  failure?: Failure;
}

export const now = new Date('2026-11-23T08:00:00Z');

/** Reads bytes given in chunks of a size. Anything thrown that is no {@link Failure} is a fault, and thrown on. */
export async function gather(bytes: Uint8Array | string, chunk = 65_536, year?: number): Promise<Gathered> {
  const whole = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  async function* chunks() {
    for (let at = 0; at < whole.length; at += chunk) yield Uint8Array.prototype.slice.call(whole, at, at + chunk);
  }
  return gatherFrom(chunks(), year);
}

export async function gatherFrom(bytes: AsyncIterable<Uint8Array>, year?: number): Promise<Gathered> {
  const readings: Reading[] = [];
  const result = (): Gathered => ({
    readings,
    sightings: readings.flatMap((reading) => ('sighting' in reading ? reading.sighting : [])),
    rejected: readings.flatMap((reading) => ('rejected' in reading ? reading : [])),
  });
  try {
    const options = { name: 'some-file', now, ...(year !== undefined && { year }) };
    for await (const reading of readPaperFile(bytes, options)) readings.push(reading);
    return result();
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    return { ...result(), failure: thrown };
  }
}

const id = (n: number) => `2501.${String(n).padStart(5, '0')}`;

/** Rows and records of every shape that is read, told apart by a number. */
export const listing = (n: number) => ({
  arxivId: id(n),
  title: `Listing ${n}: “ü” {[`,
  abstract: 'a "quoted" \\ text',
  authors: ['A'],
  listedOn: '2026-01-02',
  categories: ['cs.CL'],
});
export const snapshot = (n: number) => ({
  id: id(n),
  title: `Snapshot ${n}`,
  abstract: '  Text\n',
  categories: 'cs.CL cs.AI',
  versions: [{ version: 'v1', created: 'Mon, 2 Apr 2007 19:18:42 GMT' }],
  authors_parsed: [['Last', 'First', '']],
});
export const item = (n: number) => ({
  paper: {
    id: id(n),
    title: `Item ${n}`,
    summary: 'x }] "{" y',
    authors: [{ name: 'A', hidden: false }],
    upvotes: n,
    submittedOnDailyAt: '2026-03-06T00:00:00.000Z',
  },
  numComments: 2,
});
export const row = (n: number) => ({
  arxivId: id(n),
  title: `Row ${n}`,
  abstract: 'Text.',
  authors: ['A'],
  dailyDate: '2026-03-06',
  observedAt: '2026-03-06T12:00:00Z',
  upvotes: n,
  numComments: 0,
});

export const range = (count: number) => Array.from({ length: count }, (_, n) => n + 1);
export const jsonLines = (values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');
