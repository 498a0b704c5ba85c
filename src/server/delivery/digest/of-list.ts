import type { Paper } from '#catalogue/paper.ts';
import type { ListedPaper, PaperList } from '../list/list.ts';
import { paperLinks } from '../list/paper-links.ts';
import { paperPath } from '../page/address.ts';
import { counted, longDay } from '../page/words.ts';
import { oneLine } from '../text/escape.ts';
import { plainOf, shortened } from '../text/plain.ts';
import { MOST_ENTRIES } from './bounded.ts';
import type { Digest, DigestEntry } from './digest.ts';

const NAMES_SHOWN = 3;
const LONGEST_NAME = 100;
const LONGEST_TITLE = 500;
const LONGEST_ABSTRACT = 400;

/** What is said to whom: all of a digest but the papers. */
export interface Addressed
  extends Pick<Digest, 'origin' | 'list' | 'date' | 'webUrl' | 'preferencesUrl' | 'unsubscribeUrl'> {
  /** Papers at most; a mail holds 100. */
  most: number;
  /** Ids of papers that the subscriber has had. */
  sent: ReadonlySet<string>;
}

/** A digest, with the ids of the papers in it, in their order: what has been sent with it. */
export interface PaperDigest {
  digest: Digest;
  paperIds: string[];
}

/** `Ada Example, Bo Case +3`; `6 authors` where no name is known. */
function authorsOf({ authors, authorCount }: Paper): string {
  const names = authors.map(({ name }) => oneLine(name.slice(0, LONGEST_NAME))).filter(Boolean);
  const count = Math.max(names.length, authorCount ?? 0);
  if (names.length === 0) return count > 0 ? counted(count, 'author') : '';
  const shown = names.slice(0, NAMES_SHOWN);
  return shown.join(', ') + (count > shown.length ? ` +${(count - shown.length).toLocaleString('en')}` : '');
}

const plain = (text: string, limit: number) => shortened(plainOf(text.slice(0, limit * 3)), limit);

/** A reason after `Why:`, within a sentence; names of more than one capital stay. */
const within = (reason: string) => reason.replace(/^[A-Z](?=[a-z]* )/, (letter) => letter.toLowerCase());

/** Its place is not told: the list is in order, and who had some of it would miss numbers. */
export function digestEntry({ paper, because }: ListedPaper, origin: string): DigestEntry {
  const withdrawn = paper.withdrawnOn ? [`withdrawn on ${longDay(paper.withdrawnOn)}`] : [];
  return {
    title: plain(paper.title, LONGEST_TITLE) || 'Untitled',
    url: origin + paperPath(paper.id),
    authors: authorsOf(paper),
    because: [...withdrawn, ...because].map(within).join('; '),
    abstract: plain(paper.abstract ?? '', LONGEST_ABSTRACT),
    links: paperLinks(paper).map(({ title, url }) => ({ words: title, url })),
  };
}

/**
 * What a list says to one subscriber: its papers in order, without those that were sent before, each once.
 * @returns undefined where nothing is left to be sent.
 */
export function digestOf(list: PaperList, { most, sent, ...addressed }: Addressed): PaperDigest | undefined {
  const fresh = new Map(list.papers.filter(({ paper }) => !sent.has(paper.id)).map((one) => [one.paper.id, one]));
  const shown = [...fresh.values()].slice(0, Math.min(most, MOST_ENTRIES));
  if (shown.length === 0) return undefined;
  const passed = list.papers.length - fresh.size;
  return {
    digest: {
      ...addressed,
      entries: shown.map((listed) => digestEntry(listed, addressed.origin)),
      more: Math.max(0, list.reachable - passed - shown.length),
    },
    paperIds: shown.map(({ paper }) => paper.id),
  };
}
