import { sameness } from '#sources/links.ts';
import type { Author, Link, Placement } from '#sources/sighting.ts';
import type { Paper } from './paper.ts';
import { isPreprintDoi } from './preprint-doi.ts';
import { first, type KeptSighting, laterFirst } from './showing.ts';
import { change, currentOnes, history, listing, publication, trustedFirst, withdrawal } from './state.ts';
import { enriches } from './trust.ts';

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

/** A journal's DOI before a preprint server's: the preprint's leads to the paper too, but people cite the other. */
function doiOf(trusted: KeptSighting[]): string | undefined {
  const dois = trusted.map((one) => one.sighting.doi).filter((doi) => doi !== undefined);
  return dois.find((doi) => !isPreprintDoi(doi)) ?? dois[0];
}

/** GitHub's own count before a copy of it, which may be days old. */
function starsOf(latest: KeptSighting[]): number | undefined {
  const own = latest.filter((one) => one.sighting.source === 'github');
  return first(own, (s) => s.githubStars) ?? first(latest, (s) => s.githubStars);
}

/** The most that any source counts at present: each misses some, none counts what is not there. */
function citationsOf(latest: KeptSighting[]): number | undefined {
  const bySource = Map.groupBy(latest, (one) => one.sighting.source);
  const counts = [...bySource.values()].map((ones) => first(ones, (s) => s.citations));
  const known = counts.filter((count) => count !== undefined);
  return known.length > 0 ? Math.max(...known) : undefined;
}

/**
 * A paper as a pure function of its sightings: in whatever order they arrived, the same paper comes out.
 * What authors wrote comes from the most trusted source that says it, what readers did from the latest. Who only counts
 * is heard for the counts alone.
 * @param kept all sightings of one work, at least one.
 */
export function mergeSightings(id: string, kept: KeptSighting[], revision: number): MergedPaper {
  const current = currentOnes(kept);
  const latest = current.toSorted(laterFirst);
  const speaking = current.filter((one) => !enriches(one.sighting.source));
  const trusted = trustedFirst(speaking.length > 0 ? speaking : current);
  const authors: Author[] = first(trusted, (s) => s.authors) ?? [];
  const publishedAt = publication(trusted);
  const listedOn = listing(trusted);
  const versions = history(trusted);
  const paper: { [K in keyof Paper]: Paper[K] | undefined } = {
    id,
    arxivId: first(trusted, (s) => s.arxivId),
    doi: doiOf(trusted),
    title: first(trusted, (s) => s.title)!,
    abstract: first(trusted, (s) => s.abstract),
    authors,
    authorCount: authors.length > 0 ? authors.length : first(trusted, (s) => s.authorCount),
    organization: first(trusted, (s) => s.organization),
    publishedAt,
    updatedAt: change(trusted, versions),
    listedOn,
    day: publishedAt?.slice(0, 10) ?? listedOn,
    categories: first(trusted, (s) => s.categories) ?? [],
    comment: first(trusted, (s) => s.comment),
    journalRef: first(trusted, (s) => s.journalRef),
    licence: first(trusted, (s) => s.licence),
    links: mergedLinks(trusted),
    keywords: first(trusted, (s) => s.keywords) ?? [],
    summary: first(latest, (s) => s.summary),
    versions,
    upvotes: first(latest, (s) => s.upvotes),
    comments: first(latest, (s) => s.comments),
    githubStars: starsOf(latest),
    citations: citationsOf(latest),
    withdrawnOn: withdrawal(trusted),
    revision,
  };
  const said = Object.fromEntries(Object.entries(paper).filter(([, value]) => value !== undefined));
  return { paper: said as unknown as Paper, placements: placements(trusted) };
}
