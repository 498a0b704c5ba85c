import { createHash } from 'node:crypto';
import type { Sighting } from '#sources/sighting.ts';
import type { KeptSighting } from './merge.ts';
import { type Identity, identityOf } from './same-work.ts';

/** A sighting on its way into the catalogue. */
export interface Newcomer extends KeptSighting {
  /** Names the showing: source, record and digest. */
  ref: string;
  identity: Identity;
}

export const refOf = (source: string, sourceKey: string, digest: string) => `${source}\n${sourceKey}\n${digest}`;

/** SHA-256 over everything but the time: the same showing seen twice has one digest. */
function digestOf(sighting: Sighting): string {
  const { seenAt: _time, ...said } = sighting;
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url');
}

export function asNewcomer(sighting: Sighting): Newcomer {
  const digest = digestOf(sighting);
  const ref = refOf(sighting.source, sighting.sourceKey, digest);
  return {
    sighting,
    digest,
    ref,
    identity: identityOf(sighting, ref),
    firstSeenAt: sighting.seenAt,
    lastSeenAt: sighting.seenAt,
  };
}
