import type { Digest, DigestEntry } from './digest.ts';
import { fitted, fittedUrl } from './fitted.ts';

/** How many bytes of HTML each part of an entry may take. */
export interface Room {
  title: number;
  authors: number;
  because: number;
  abstract: number;
  /** How many entries, from the first, have an abstract. */
  withAbstract: number;
  links: number;
}

const WIDE: Room = { title: 500, authors: 250, because: 250, abstract: 480, withAbstract: 100, links: 4 };
const BARE: Room = { ...WIDE, abstract: 0, withAbstract: 0 };

/**
 * From wide to narrow: abstracts go first, the last papers' before those of the first, for they are behind the title
 * anyway. In the narrowest an entry takes at most 800 bytes, so that {@link MOST_ENTRIES} fit whatever they say.
 */
export const ROOMS: readonly Room[] = [
  WIDE,
  ...[360, 280, 200].map((abstract) => ({ ...WIDE, abstract })),
  ...[60, 40, 20, 10].map((withAbstract) => ({ ...WIDE, abstract: 200, withAbstract })),
  BARE,
  { ...BARE, title: 300, authors: 120, because: 120, links: 2 },
  { ...BARE, title: 200, authors: 80, because: 80, links: 0 },
  { ...BARE, title: 160, authors: 0, because: 0, links: 0 },
];

/** Papers that fit into any mail, however hard they are. */
export const MOST_ENTRIES = 100;

const LONGEST_URL = 250;
/** Our own addresses, which carry a signature or a question. */
const LONGEST_OWN_URL = 1_500;
const LONGEST_LIST = 200;
const LONGEST_DATE = 100;
const LONGEST_WORDS = 40;

/** @param at from 0. */
function boundedEntry(entry: DigestEntry, at: number, room: Room, webUrl: string): DigestEntry {
  const links = entry.links.flatMap(({ words, url }) => {
    const safe = fittedUrl(url, LONGEST_URL);
    const said = fitted(words, LONGEST_WORDS);
    return safe && said ? [{ words: said, url: safe }] : [];
  });
  return {
    title: fitted(entry.title, room.title) || 'Untitled',
    url: fittedUrl(entry.url, LONGEST_URL) ?? webUrl,
    authors: fitted(entry.authors, room.authors),
    because: fitted(entry.because, room.because),
    abstract: at < room.withAbstract ? fitted(entry.abstract, room.abstract) : '',
    links: links.slice(0, room.links),
  };
}

/** The digest with every text on one line and every part within its room; entries past the most are counted as more. */
export function boundedDigest(digest: Digest, room: Room): Digest {
  const { entries, more } = digest;
  const origin = fittedUrl(digest.origin, LONGEST_URL)?.replace(/\/$/, '') ?? '';
  const own = (url: string) => fittedUrl(url, LONGEST_OWN_URL) ?? `${origin}/papers`;
  // It stands once as it is; where it stands for a paper's own address it must be as short as that.
  const short = fittedUrl(digest.webUrl, LONGEST_URL) ?? `${origin}/papers`;
  const edition = digest.editionUrl === undefined ? undefined : fittedUrl(digest.editionUrl, LONGEST_URL);
  const shown = entries.slice(0, MOST_ENTRIES);
  return {
    origin,
    list: fitted(digest.list, LONGEST_LIST) || 'Papers',
    date: fitted(digest.date, LONGEST_DATE),
    webUrl: own(digest.webUrl),
    ...(edition !== undefined && { editionUrl: edition }),
    entries: shown.map((entry, at) => boundedEntry(entry, at, room, short)),
    more: Math.max(0, more) + entries.length - shown.length,
    preferencesUrl: own(digest.preferencesUrl),
    unsubscribeUrl: own(digest.unsubscribeUrl),
  };
}
