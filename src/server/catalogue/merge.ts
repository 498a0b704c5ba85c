import { sameness } from '#sources/links.ts';
import type { Author, Link, Placement, Sighting } from '#sources/sighting.ts';
import type { Paper } from './paper.ts';

/** A sighting as the catalogue keeps it. */
export interface KeptSighting {
  sighting: Sighting;
  digest: string;
  /** RFC 3339. */
  firstSeenAt: string;
  lastSeenAt: string;
}

/**
 * How far a source is believed on what authors wrote: arXiv has it from the authors themselves, the Daily Papers API
 * copies arXiv, a saved page copies the API and has no names. Unknown sources stand between. Those that count citations
 * and stars repeat the title that they were asked about: it may be an old one of ours.
 */
const TRUST: Record<string, number> = {
  arxiv: 3,
  'daily-papers': 1,
  'daily-papers-page': 0,
  'semantic-scholar': -1,
  openalex: -1,
  github: -1,
};
const DEFAULT_TRUST = 2;

const trust = (kept: KeptSighting) => TRUST[kept.sighting.source] ?? DEFAULT_TRUST;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const laterFirst = (a: KeptSighting, b: KeptSighting) =>
  compare(b.lastSeenAt, a.lastSeenAt) || compare(a.digest, b.digest);
const trustedFirst = (a: KeptSighting, b: KeptSighting) => trust(b) - trust(a) || laterFirst(a, b);

/** Of one source's record only the last state counts: what it said before was replaced by the source itself. */
function currentOnes(kept: KeptSighting[]): KeptSighting[] {
  const last = new Map<string, KeptSighting>();
  for (const one of kept.toSorted(laterFirst)) {
    const key = `${one.sighting.source}\n${one.sighting.sourceKey}`;
    if (!last.has(key)) last.set(key, one);
  }
  return [...last.values()];
}

/** The first answer that says something. */
function first<T>(kept: KeptSighting[], answer: (sighting: Sighting) => T | undefined): T | undefined {
  for (const one of kept) {
    const value = answer(one.sighting);
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) return value;
  }
  return undefined;
}

/** A paper and its places in sections. */
export interface MergedPaper {
  paper: Paper;
  placements: SourcedPlacement[];
}

/**
 * Links of all sources, each page once. The Daily Papers API names a paper's repository and project page, the others'
 * links are mostly found in prose, so the API's come first: a page's code button takes the first of its kind.
 */
function mergedLinks(kept: KeptSighting[]): Link[] {
  const links = new Map<string, Link>();
  const stated = (one: KeptSighting) => (one.sighting.source === 'daily-papers' ? 0 : 1);
  for (const link of kept.toSorted((a, b) => stated(a) - stated(b)).flatMap((one) => one.sighting.links ?? [])) {
    const key = sameness(link);
    const known = links.get(key);
    if (!known) links.set(key, link);
    else if (known.kind === 'other' && link.kind !== 'other') links.set(key, { ...known, kind: link.kind });
  }
  return [...links.values()];
}

/** A paper's place in a section on a day, with the source that says so. */
export type SourcedPlacement = Placement & { source: string };

/** One place a section and day: the most trusted source's, and of one source's the better. */
function placements(kept: KeptSighting[]): SourcedPlacement[] {
  const places = new Map<string, SourcedPlacement>();
  for (const { sighting } of kept) {
    for (const placement of sighting.placements ?? []) {
      const key = `${placement.section} ${placement.day}`;
      const known = places.get(key);
      if (!known || (known.source === sighting.source && placement.place < known.place)) {
        places.set(key, { ...placement, source: sighting.source });
      }
    }
  }
  return [...places.values()];
}

const isInstant = (date: string) => date.length > 10;

/** An instant beats a day: the day is the same date told less exactly. */
function publication(kept: KeptSighting[]): string | undefined {
  const dates = kept.map((one) => one.sighting.publishedAt).filter((date) => date !== undefined);
  return dates.find(isInstant) ?? dates[0];
}

/**
 * A paper as a pure function of its sightings: in whatever order they arrived, the same paper comes out.
 * What authors wrote comes from the most trusted source that says it, what readers did from the latest.
 * @param kept all sightings of one work, at least one.
 */
export function mergeSightings(id: string, kept: KeptSighting[], revision: number): MergedPaper {
  const current = currentOnes(kept);
  const trusted = current.toSorted(trustedFirst);
  const latest = current.toSorted(laterFirst);
  const authors: Author[] = first(trusted, (s) => s.authors) ?? [];
  const publishedAt = publication(trusted);
  const listedOn = first(trusted, (s) => s.listedOn);
  const paper: { [K in keyof Paper]: Paper[K] | undefined } = {
    id,
    arxivId: first(trusted, (s) => s.arxivId),
    doi: first(trusted, (s) => s.doi),
    title: first(trusted, (s) => s.title)!,
    abstract: first(trusted, (s) => s.abstract),
    authors,
    authorCount: authors.length > 0 ? authors.length : first(trusted, (s) => s.authorCount),
    organization: first(trusted, (s) => s.organization),
    publishedAt,
    updatedAt: first(trusted, (s) => s.updatedAt),
    listedOn,
    day: publishedAt?.slice(0, 10) ?? listedOn,
    categories: first(trusted, (s) => s.categories) ?? [],
    comment: first(trusted, (s) => s.comment),
    journalRef: first(trusted, (s) => s.journalRef),
    licence: first(trusted, (s) => s.licence),
    links: mergedLinks(trusted),
    keywords: first(trusted, (s) => s.keywords) ?? [],
    summary: first(latest, (s) => s.summary),
    versions: first(trusted, (s) => s.versions) ?? [],
    upvotes: first(latest, (s) => s.upvotes),
    comments: first(latest, (s) => s.comments),
    githubStars: first(latest, (s) => s.githubStars),
    citations: first(latest, (s) => s.citations),
    withdrawnOn: first(trusted, (s) => s.withdrawnOn),
    revision,
  };
  const said = Object.fromEntries(Object.entries(paper).filter(([, value]) => value !== undefined));
  return { paper: said as unknown as Paper, placements: placements(trusted) };
}
