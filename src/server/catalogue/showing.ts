import type { Sighting } from '#sources/sighting.ts';

/** A sighting as the catalogue keeps it: one state of one record, and when it was seen. */
export interface KeptSighting {
  sighting: Sighting;
  digest: string;
  /** RFC 3339. */
  firstSeenAt: string;
  lastSeenAt: string;
}

/** Names a record: a source, and the source's own name for it. One source never uses one name for two works. */
export const recordRef = (source: string, sourceKey: string): string => `${source}\n${sourceKey}`;

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order of a record's states, the last first. */
export const laterFirst = (a: KeptSighting, b: KeptSighting): number =>
  compare(b.lastSeenAt, a.lastSeenAt) || compare(a.digest, b.digest);

/** The first answer that says something. */
export function first<T>(kept: KeptSighting[], answer: (sighting: Sighting) => T | undefined): T | undefined {
  for (const one of kept) {
    const value = answer(one.sighting);
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) return value;
  }
  return undefined;
}
