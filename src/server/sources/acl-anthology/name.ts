/** `2025.acl`, `1952.earlymt`; until 2019 a letter and two digits: `P19`, `W05`. */
const COLLECTION = /^(?:(?:19|20)\d\d\.[a-z0-9_]+|[A-Z]\d\d)$/;

/** The collection that a word spells, capitals aside; undefined for what is none. */
export function collectionOf(word: string): string | undefined {
  const name = /^[a-z]\d\d$/i.test(word) ? word.toUpperCase() : word.toLowerCase();
  return COLLECTION.test(name) && name.length <= 60 ? name : undefined;
}

/** The year that the name says: `2025.acl`, `P19`, `J89`. The letters were given out from 1965 to 2019. */
export function yearOf(collection: string): number {
  if (/^\d/.test(collection)) return Number(collection.slice(0, 4));
  const short = Number(collection.slice(1));
  return short >= 60 ? 1900 + short : 2000 + short;
}

/**
 * A paper's Anthology id, as its address spells it (https://aclanthology.org/info/ids/): `2025.acl-long.1`, `P19-1002`;
 * workshops (`W…`, `C69`, volumes from 5 on of `D19`) have two digits for the volume and two for the paper.
 * Undefined where the parts are none.
 */
export function anthologyId(collection: string, volume: string, paper: string): string | undefined {
  if (!/^\d{1,5}$/.test(paper)) return undefined;
  if (/^\d/.test(collection)) return /^[a-z0-9]{1,40}$/i.test(volume) ? `${collection}-${volume}.${paper}` : undefined;
  if (!/^\d{1,2}$/.test(volume)) return undefined;
  const isWorkshop =
    collection.startsWith('W') || collection === 'C69' || (collection === 'D19' && Number(volume) >= 5);
  const digits = isWorkshop ? 2 : 1;
  return `${collection}-${volume.padStart(digits, '0')}${paper.padStart(4 - digits, '0')}`;
}
