import { daysBetween } from '#floor/day.ts';
import type { Identity } from './identity.ts';
import { isPreprintDoi } from './preprint-doi.ts';
import { isGeneric, isTelling } from './title-key.ts';

/** Publication, listing and a daily page's own date of one work lie within days; 45 covers a month of moderation. */
const DAYS_WITHOUT_NAMES = 45;
/** A title and its authors return years later as another work: yearly reports, tracks, challenges. */
const DAYS_WITH_NAMES = 1100;
/** An editor's “Editorial” returns with every number of a journal. */
const DAYS_OF_A_GENERIC_TITLE = 45;
/** Part of the shorter author list that must be in the longer one. Sources cut lists and transliterate names. */
const SHARED_AUTHORS = 0.5;

function shareAuthors(a: Set<string>, b: Set<string>): boolean {
  const [fewer, more] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const key of fewer) if (more.has(key)) shared += 1;
  return shared > 0 && shared >= fewer.size * SHARED_AUTHORS;
}

/** Days between two records' days; undefined where either has none. */
export function distance(a: Identity, b: Identity): number | undefined {
  return a.day && b.day ? Math.abs(daysBetween(a.day, b.day)) : undefined;
}

/** A preprint and what a journal made of it have a DOI each; two of one kind are two works. */
function doisDiffer(a: Identity, b: Identity): boolean {
  return Boolean(a.doi && b.doi && a.doi !== b.doi && isPreprintDoi(a.doi) === isPreprintDoi(b.doi));
}

/**
 * Whether two records show one work, judged by title, authors and date alone.
 * Symmetric. Two ids of one kind that differ are two works, whatever their titles say.
 */
export function isSameWork(a: Identity, b: Identity): boolean {
  const shared = a.titleKeys.filter((key) => b.titleKeys.includes(key));
  if (shared.length === 0) return false;
  if (a.arxivId && b.arxivId && a.arxivId !== b.arxivId) return false;
  if (doisDiffer(a, b)) return false;
  const days = distance(a, b);
  if (a.authorKeys.size > 0 && b.authorKeys.size > 0) {
    const apart = shared.every(isGeneric) ? DAYS_OF_A_GENERIC_TITLE : DAYS_WITH_NAMES;
    return shareAuthors(a.authorKeys, b.authorKeys) && (days === undefined || days <= apart);
  }
  const countsAgree = a.authorCount === undefined || b.authorCount === undefined || a.authorCount === b.authorCount;
  return shared.some(isTelling) && countsAgree && days !== undefined && days <= DAYS_WITHOUT_NAMES;
}
