import { createHash } from 'node:crypto';
import { distance, type Identity, isSameWork } from './same-work.ts';

const groupBy = <T>(items: T[], key: (item: T) => string): Map<string, T[]> => Map.groupBy(items, key);
const byRef = (a: Identity, b: Identity) => (a.ref < b.ref ? -1 : a.ref > b.ref ? 1 : 0);

/** Address of a work that has neither arXiv id nor DOI: `p-` and 50 bits of its key's SHA-256, in base 32. */
function madeId(key: string): string {
  const digest = createHash('sha256').update(key).digest();
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  return `p-${[...digest.subarray(0, 10)].map((byte) => alphabet[byte % 32]).join('')}`;
}

/** The paper that a nameless group belongs to: nearest in time first, arXiv before DOI, then the smaller id. */
function bestHome(members: Identity[], homes: Map<string, Identity[]>): string | undefined {
  let best: { id: string; days: number } | undefined;
  for (const [id, residents] of homes) {
    const nearest = members
      .flatMap((member) => residents.filter((resident) => isSameWork(member, resident)).map((r) => distance(member, r)))
      .map((days) => days ?? Number.MAX_SAFE_INTEGER);
    if (nearest.length === 0) continue;
    const days = Math.min(...nearest);
    if (!best || days < best.days || (days === best.days && id < best.id)) best = { id, days };
  }
  return best?.id;
}

/** Connected groups under {@link isSameWork}, each sorted, the group with the earliest day first. */
function clusters(members: Identity[]): Identity[][] {
  const left = new Set(members.toSorted(byRef));
  const groups: Identity[][] = [];
  for (const seed of left) {
    left.delete(seed);
    const group = [seed];
    for (const known of group) {
      for (const other of left) {
        if (!isSameWork(known, other)) continue;
        left.delete(other);
        group.push(other);
      }
    }
    groups.push(group.toSorted(byRef));
  }
  const earliest = (group: Identity[]) => group.map((member) => member.day ?? '9999').sort()[0]!;
  return groups.toSorted((a, b) =>
    earliest(a) < earliest(b) ? -1 : earliest(a) > earliest(b) ? 1 : byRef(a[0]!, b[0]!),
  );
}

/**
 * Says which paper each sighting belongs to, as a function of the set alone: the order of arrival plays no part.
 *
 * 1. An arXiv id names its paper.
 * 2. Sightings with a DOI go to the arXiv paper that states this DOI, else to the arXiv paper that is the same
 *    work by title, else to the DOI's own paper.
 * 3. Sightings without an id go to the paper of 1 or 2 that is the same work by title, else to a paper of their own
 *    together with those that are the same work as they are.
 *
 * @param identities every sighting that shares an arXiv id, a DOI or a title key with another of the set.
 * @returns paper id by `ref`.
 */
export function assignPapers(identities: Identity[]): Map<string, string> {
  const home = new Map<string, string>();
  const withArxiv = identities.filter((identity) => identity.arxivId);
  const withDoi = identities.filter((identity) => !identity.arxivId && identity.doi);
  const nameless = identities.filter((identity) => !identity.arxivId && !identity.doi);

  const arxivOfDoi = new Map<string, string>();
  for (const { arxivId, doi } of withArxiv) {
    const owner = doi && arxivOfDoi.get(doi);
    if (doi && (!owner || arxivId! < owner)) arxivOfDoi.set(doi, arxivId!);
  }
  const byTitle = new Map<string, Map<string, Identity[]>>();
  const settle = (members: Identity[], id: string) => {
    for (const member of members) {
      home.set(member.ref, id);
      if (!member.titleKey) continue;
      const homes = byTitle.get(member.titleKey) ?? new Map<string, Identity[]>();
      homes.set(id, [...(homes.get(id) ?? []), member]);
      byTitle.set(member.titleKey, homes);
    }
  };
  const homeByTitle = (members: Identity[]): string | undefined => {
    const keys = new Set(members.map((member) => member.titleKey).filter((key) => key !== undefined));
    const homes = new Map<string, Identity[]>();
    for (const [id, residents] of [...keys].flatMap((key) => [...(byTitle.get(key) ?? [])])) {
      homes.set(id, [...(homes.get(id) ?? []), ...residents]);
    }
    return bestHome(members, homes);
  };

  for (const [id, members] of groupBy(withArxiv, (identity) => identity.arxivId!)) settle(members, id);
  const doiHomes = [...groupBy(withDoi, (identity) => identity.doi!)].map(([doi, members]) => ({
    members,
    id: arxivOfDoi.get(doi) ?? homeByTitle(members) ?? doi,
  }));
  for (const { members, id } of doiHomes) settle(members, id);

  for (const [key, members] of groupBy(nameless, (identity) => identity.titleKey ?? ` ${identity.ref}`)) {
    const homeless = members.filter((member) => {
      const id = homeByTitle([member]);
      if (id) home.set(member.ref, id);
      return !id;
    });
    clusters(homeless).forEach((group, index) => {
      const id = madeId(index === 0 ? key : `${key}|${group[0]!.ref}`);
      for (const member of group) home.set(member.ref, id);
    });
  }
  return home;
}
