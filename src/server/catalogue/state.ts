import type { Sighting, Version } from '#sources/sighting.ts';
import { compare, type KeptSighting, laterFirst, recordRef } from './showing.ts';
import { trustIn } from './trust.ts';

const dayOf = (date: string) => date.slice(0, 10);
const isInstant = (date: string) => date.length > 10;
const said = (dates: (string | undefined)[]): string[] => dates.filter((date) => date !== undefined);

/** The last day that a record tells of, `YYYY-MM-DD`: what it says was so then. Without one, when it was seen last. */
function tellsOf({ sighting, lastSeenAt }: KeptSighting): string {
  const { updatedAt, versions, listedOn, publishedAt } = sighting;
  const days = said([updatedAt, versions?.at(-1)?.at, listedOn, publishedAt])
    .map(dayOf)
    .sort();
  return days.at(-1) ?? dayOf(lastSeenAt);
}

/** Of one source's record only the last state counts: what it said before was replaced by the source itself. */
export function currentOnes(kept: KeptSighting[]): KeptSighting[] {
  const last = new Map<string, KeptSighting>();
  for (const one of kept.toSorted(laterFirst)) {
    const record = recordRef(one.sighting.source, one.sighting.sourceKey);
    if (!last.has(record)) last.set(record, one);
  }
  return [...last.values()];
}

/**
 * The most trusted source first. Of its records the one that tells of the latest state: an announcement of version 2
 * comes before that of version 1, whichever was read first.
 */
export function trustedFirst(kept: KeptSighting[]): KeptSighting[] {
  const ranked = kept.map((one) => ({ one, trust: trustIn(one.sighting.source), day: tellsOf(one) }));
  ranked.sort((a, b) => b.trust - a.trust || compare(b.day, a.day) || laterFirst(a.one, b.one));
  return ranked.map(({ one }) => one);
}

/** What the most trusted sources that say something say, each of their records. */
function tier<T>(trusted: KeptSighting[], answer: (sighting: Sighting) => T | undefined): T[] {
  const top = trusted.find((one) => answer(one.sighting) !== undefined);
  if (!top) return [];
  const trust = trustIn(top.sighting.source);
  return trusted
    .filter((one) => trustIn(one.sighting.source) === trust)
    .map((one) => answer(one.sighting))
    .filter((value) => value !== undefined);
}

/** The earliest that the most trusted tell; to the second where anybody knows that of the same day. */
export function publication(trusted: KeptSighting[]): string | undefined {
  const day = tier(trusted, (s) => s.publishedAt && dayOf(s.publishedAt)).sort()[0];
  if (day === undefined) return undefined;
  const told = said(trusted.map((one) => one.sighting.publishedAt)).filter((date) => dayOf(date) === day);
  return told.find(isInstant) ?? day;
}

/** The earliest listing that the most trusted tell: a replacement and a cross-listing are announced again, later. */
export function listing(trusted: KeptSighting[]): string | undefined {
  return tier(trusted, (s) => s.listedOn).sort()[0];
}

/** The last change that the most trusted tell, or a version's if that came later. */
export function change(trusted: KeptSighting[], versions: Version[]): string | undefined {
  const last = versions.at(-1);
  const dates = tier(trusted, (s) => s.updatedAt);
  if (last && last.name !== 'v1') dates.push(last.at);
  const day = dates.map(dayOf).sort().at(-1);
  return dates
    .filter((date) => dayOf(date) === day)
    .sort()
    .at(-1);
}

const numberOf = (version: Version) => Number(/^v(\d+)$/.exec(version.name)?.[1] ?? Number.MAX_SAFE_INTEGER);

/** Every version that the most trusted tell of, in order: a server may keep a record for each. */
export function history(trusted: KeptSighting[]): Version[] {
  const versions = new Map<string, Version>();
  for (const version of tier(trusted, (s) => s.versions).flat()) {
    if (!versions.has(version.name)) versions.set(version.name, version);
  }
  return [...versions.values()].sort(
    (a, b) => numberOf(a) - numberOf(b) || compare(a.at, b.at) || compare(a.name, b.name),
  );
}

/** Day of a record's last version or change; an announcement's day is that of the mail and not of the work. */
function changedOn({ versions, updatedAt, listedOn }: Sighting): string | undefined {
  const at = versions?.at(-1)?.at ?? (listedOn === undefined ? updatedAt : undefined);
  return at && dayOf(at);
}

/**
 * The day of withdrawal. Records that do not speak of one need not know of it, so their silence is no word against it;
 * a version made after that day is: the authors brought the work back.
 */
export function withdrawal(trusted: KeptSighting[]): string | undefined {
  const day = tier(trusted, (s) => s.withdrawnOn)
    .sort()
    .at(-1);
  if (day === undefined) return undefined;
  const back = tier(trusted, (s) => (s.withdrawnOn === undefined ? changedOn(s) : undefined));
  return back.some((later) => later > day) ? undefined : day;
}
