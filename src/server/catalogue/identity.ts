import { compare, first, type KeptSighting, laterFirst, recordRef } from './showing.ts';
import { authorKey, titleKey } from './title-key.ts';
import { enriches } from './trust.ts';

/** What a record says about which work it shows. */
export interface Identity {
  /** {@link recordRef}: unique among those that are compared. */
  ref: string;
  arxivId: string | undefined;
  doi: string | undefined;
  /** The article that came of this preprint, as its server says. */
  articleDoi: string | undefined;
  /** Of every title it has had, the first one first; empty where no title says enough to compare by. */
  titleKeys: string[];
  /** `YYYY-MM-DD` of publication, else of listing. */
  day: string | undefined;
  authorKeys: Set<string>;
  /** How many authors the source counts; undefined where it does not say. */
  authorCount: number | undefined;
  /** The record counts something of a paper that others show, see `trust.ts`. */
  enriches: boolean;
}

/**
 * What a record's showings say together. Its present state speaks for it, and an older one where the present one is
 * silent. Titles all count: who copied the record before its title changed still has the old one.
 * @param showings the record's states, at least one.
 */
export function identityOf(showings: KeptSighting[]): Identity {
  const latest = showings.toSorted(laterFirst);
  const { source, sourceKey } = latest[0]!.sighting;
  const names = first(latest, (sighting) => sighting.authors) ?? [];
  const oldest =
    latest.length === 1
      ? latest
      : latest.toSorted((a, b) => compare(a.firstSeenAt, b.firstSeenAt) || compare(a.digest, b.digest));
  const titleKeys = oldest.map((one) => titleKey(one.sighting.title)).filter((key) => key !== undefined);
  return {
    ref: recordRef(source, sourceKey),
    arxivId: first(latest, (sighting) => sighting.arxivId),
    doi: first(latest, (sighting) => sighting.doi),
    articleDoi: first(latest, (sighting) => sighting.articleDoi),
    titleKeys: [...new Set(titleKeys)],
    day: first(latest, (sighting) => sighting.publishedAt?.slice(0, 10) ?? sighting.listedOn),
    authorKeys: new Set(names.map((author) => authorKey(author.name)).filter((key) => key !== undefined)),
    authorCount: names.length > 0 ? names.length : first(latest, (sighting) => sighting.authorCount),
    enriches: enriches(source),
  };
}
