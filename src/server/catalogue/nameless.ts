import { createHash } from 'node:crypto';
import type { Identity } from './identity.ts';
import { Shelf } from './shelf.ts';
import { compare } from './showing.ts';

/** Address of a work that has neither arXiv id nor DOI: `p-` and 50 bits of its key's SHA-256, in base 32. */
function madeId(key: string): string {
  const digest = createHash('sha256').update(key).digest();
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  return `p-${[...digest.subarray(0, 10)].map((byte) => alphabet[byte % 32]).join('')}`;
}

const byRef = (a: Identity, b: Identity) => compare(a.ref, b.ref);
const earliest = (group: Identity[]) => group.map((member) => member.day ?? '9999').sort()[0]!;

/** Groups that are connected by being the same work, each sorted, the group with the earliest day first. */
function clusters(records: Identity[]): Identity[][] {
  const shelf = new Shelf<{ record: Identity }>();
  for (const record of records) shelf.add({ record });
  const left = new Set(records.toSorted(byRef));
  const groups: Identity[][] = [];
  for (const seed of left) {
    left.delete(seed);
    const group = [seed];
    for (const known of group) {
      for (const { record } of shelf.like(known)) if (left.delete(record)) group.push(record);
    }
    groups.push(group.sort(byRef));
  }
  return groups.sort((a, b) => compare(earliest(a), earliest(b)) || byRef(a[0]!, b[0]!));
}

/**
 * Papers of records that no id names. The address comes from the title that the paper had first, so that it outlives a
 * change of title; of several papers with one title the earliest has it.
 */
export function namelessPapers(records: Identity[]): { paper: string; members: Identity[] }[] {
  const taken = new Set<string>();
  return clusters(records).map((members) => {
    const first = members.toSorted((a, b) => compare(a.day ?? '9999', b.day ?? '9999') || byRef(a, b))[0]!;
    const key = first.titleKeys[0] ?? ` ${first.ref}`;
    const paper = madeId(taken.has(key) ? `${key}|${members[0]!.ref}` : key);
    taken.add(key);
    return { paper, members };
  });
}
