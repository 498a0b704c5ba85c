import type { Identity } from './identity.ts';
import { namelessPapers } from './nameless.ts';
import { isPreprintDoi } from './preprint-doi.ts';
import { bestHome, type Resident, Shelf } from './shelf.ts';

/** The papers that state a DOI; where several do, the one that is the same work as the DOI's own records, if any is. */
function stating(doi: string, owners: Map<string, Identity[]>, records: Identity[]): string | undefined {
  const stated = owners.get(doi);
  if (!stated) return undefined;
  const papers = [...new Set(stated.map((record) => record.arxivId!))].sort();
  if (papers.length === 1) return papers[0];
  const shelf = new Shelf<Resident>();
  for (const record of stated) shelf.add({ record, paper: record.arxivId! });
  return bestHome(shelf, records) ?? papers[0];
}

/**
 * Says which paper each record belongs to, as a function of the set alone: the order of arrival plays no part.
 *
 * 1. An arXiv id names its paper.
 * 2. Records with a DOI go to the arXiv paper that states this DOI, else, where the DOI is a journal's, to the preprint
 *    that states it; else to the arXiv paper, or the preprint, that is the same work by title, else to the DOI's own
 *    paper.
 * 3. Records without an id go to the paper of 1 or 2 that is the same work by title, else to a paper of their own
 *    together with those that are the same work as they are.
 * 4. Records that only count go where their id leads, else to the first paper with their title; nobody follows them.
 *
 * @param records every record that shares an arXiv id, a DOI, had or stated, or a title key with another of the set.
 * @returns paper id by `ref`.
 */
export function assignPapers(records: Identity[]): Map<string, string> {
  const home = new Map<string, string>();
  const shelf = new Shelf<Resident>();
  const settle = (members: Identity[], paper: string) => {
    for (const record of members) {
      home.set(record.ref, paper);
      if (!record.enriches) shelf.add({ record, paper });
    }
  };
  const telling = records.filter((record) => !record.enriches);

  for (const record of records) if (record.arxivId) settle([record], record.arxivId);

  const owners = Map.groupBy(
    telling.filter((record) => record.arxivId && record.doi),
    (record) => record.doi!,
  );
  const preprints = Map.groupBy(
    telling.filter((record) => record.articleDoi),
    (record) => record.articleDoi!,
  );
  // Known of those alone that have been settled.
  const preprintOf = (doi: string) =>
    preprints
      .get(doi)
      ?.map(({ ref }) => home.get(ref))
      .filter((paper) => paper !== undefined)
      .sort()[0];
  const withDoi = records.filter((record) => !record.arxivId && record.doi);
  const byDoi = [...Map.groupBy(withDoi, (record) => record.doi!)];
  for (const arePreprints of [true, false]) {
    const homes = byDoi
      .filter(([doi]) => isPreprintDoi(doi) === arePreprints)
      .map(([doi, members]) => {
        const speaking = members.filter((record) => !record.enriches);
        const stated = stating(doi, owners, speaking) ?? preprintOf(doi);
        return { members, paper: stated ?? bestHome(shelf, speaking) ?? doi };
      });
    // Each is judged by what was there before any of its kind.
    for (const { members, paper } of homes) settle(members, paper);
  }

  const homeless: Identity[] = [];
  for (const record of telling) {
    if (home.has(record.ref)) continue;
    const paper = bestHome(shelf, [record]);
    if (paper) home.set(record.ref, paper);
    else homeless.push(record);
  }
  for (const { members, paper } of namelessPapers(homeless)) settle(members, paper);

  const counting = records.filter((record) => !home.has(record.ref));
  const ownPapers = new Map(
    namelessPapers(counting).flatMap(({ members, paper }) => members.map((m) => [m.ref, paper])),
  );
  for (const record of counting) {
    const papers = shelf.titled(record).map((resident) => resident.paper);
    home.set(record.ref, bestHome(shelf, [record]) ?? papers.sort()[0] ?? ownPapers.get(record.ref)!);
  }
  return home;
}
