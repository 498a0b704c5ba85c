import { daysBetween } from '#floor/day.ts';
import type { Sighting } from '#sources/sighting.ts';
import { authorKey, isTelling, titleKey } from './title-key.ts';

/** What a sighting says about which work it shows. */
export interface Identity {
  /** Unique among the sightings that are compared. */
  ref: string;
  arxivId: string | undefined;
  doi: string | undefined;
  titleKey: string | undefined;
  /** `YYYY-MM-DD` of publication, else of listing. */
  day: string | undefined;
  authorKeys: Set<string>;
  /** How many authors the source counts; undefined where it does not say. */
  authorCount: number | undefined;
}

/** Publication, listing and a daily page's own date of one work lie within days; 45 covers a month of moderation. */
const DAYS_WITHOUT_NAMES = 45;
/** A title and its authors return years later as another work: yearly reports, tracks, challenges. */
const DAYS_WITH_NAMES = 1100;
/** Part of the shorter author list that must be in the longer one. Sources cut lists and transliterate names. */
const SHARED_AUTHORS = 0.5;

export function identityOf(sighting: Sighting, ref: string): Identity {
  const names = sighting.authors ?? [];
  return {
    ref,
    arxivId: sighting.arxivId,
    doi: sighting.doi,
    titleKey: titleKey(sighting.title),
    day: sighting.publishedAt?.slice(0, 10) ?? sighting.listedOn,
    authorKeys: new Set(names.map((author) => authorKey(author.name)).filter((key) => key !== undefined)),
    authorCount: names.length > 0 ? names.length : sighting.authorCount,
  };
}

function shareAuthors(a: Set<string>, b: Set<string>): boolean {
  const [fewer, more] = a.size <= b.size ? [a, b] : [b, a];
  const shared = [...fewer].filter((key) => more.has(key)).length;
  return shared > 0 && shared >= fewer.size * SHARED_AUTHORS;
}

/** Days between two sightings' days; undefined where either has none. */
export function distance(a: Identity, b: Identity): number | undefined {
  return a.day && b.day ? Math.abs(daysBetween(a.day, b.day)) : undefined;
}

/**
 * Whether two sightings show one work, judged by title, authors and date alone.
 * Symmetric. Two ids of one kind that differ are two works, whatever their titles say.
 */
export function isSameWork(a: Identity, b: Identity): boolean {
  if (!a.titleKey || a.titleKey !== b.titleKey) return false;
  if (a.arxivId && b.arxivId && a.arxivId !== b.arxivId) return false;
  if (a.doi && b.doi && a.doi !== b.doi) return false;
  const days = distance(a, b);
  if (a.authorKeys.size > 0 && b.authorKeys.size > 0) {
    return shareAuthors(a.authorKeys, b.authorKeys) && (days === undefined || days <= DAYS_WITH_NAMES);
  }
  const countsAgree = a.authorCount === undefined || b.authorCount === undefined || a.authorCount === b.authorCount;
  return isTelling(a.titleKey) && countsAgree && days !== undefined && days <= DAYS_WITHOUT_NAMES;
}
