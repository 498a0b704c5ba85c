import type { Outcome } from '#catalogue/ingest.ts';

/** What became of the records of a run. */
export interface Tally extends Record<Outcome, number> {
  pages: number;
  /** Kept raw, to be read by another version of the program. */
  unread: number;
  /** Pages that were passed because they kept failing. */
  owed: number;
}

export const emptyTally = (): Tally => ({ pages: 0, new: 0, merged: 0, unchanged: 0, unread: 0, owed: 0 });

/** All records of a run. */
export const recordsOf = (tally: Tally): number => tally.new + tally.merged + tally.unchanged + tally.unread;

const number = (count: number) => count.toLocaleString('en');

/** `2,500 records in 3 pages: 12 new, 40 merged, 2,448 unchanged`. */
export function tallyWords(tally: Tally): string {
  const records = recordsOf(tally);
  const owed = tally.owed > 0 ? `; ${number(tally.owed)} ${tally.owed === 1 ? 'page is' : 'pages are'} owed` : '';
  if (records === 0) return `nothing new${owed}`;
  const parts = (['new', 'merged', 'unchanged', 'unread'] as const)
    .filter((key) => tally[key] > 0)
    .map((key) => `${number(tally[key])} ${key}`);
  const pages = `${number(tally.pages)} ${tally.pages === 1 ? 'page' : 'pages'}`;
  return `${number(records)} ${records === 1 ? 'record' : 'records'} in ${pages}: ${parts.join(', ')}${owed}`;
}
