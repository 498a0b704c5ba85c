import { createHash } from 'node:crypto';
import type { Sighting } from '#sources/sighting.ts';
import { type KeptSighting, recordRef } from './showing.ts';
import { titleKey } from './title-key.ts';

/** A sighting on its way into the catalogue. */
export interface Newcomer extends KeptSighting {
  /** Names its record. */
  record: string;
  /** Names the showing: record and digest. */
  ref: string;
  titleKey: string | undefined;
}

export const refOf = (record: string, digest: string) => `${record}\n${digest}`;

/** SHA-256 over everything but the time: the same showing seen twice has one digest. */
function digestOf(sighting: Sighting): string {
  const { seenAt: _time, ...said } = sighting;
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url');
}

export function asNewcomer(sighting: Sighting): Newcomer {
  const digest = digestOf(sighting);
  const record = recordRef(sighting.source, sighting.sourceKey);
  return {
    sighting,
    digest,
    record,
    ref: refOf(record, digest),
    titleKey: titleKey(sighting.title),
    firstSeenAt: sighting.seenAt,
    lastSeenAt: sighting.seenAt,
  };
}
