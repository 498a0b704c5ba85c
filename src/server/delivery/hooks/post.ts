import type { DigestEntry } from '../digest/digest.ts';
import type { ListedPaper, PaperList } from '../list/list.ts';
import { paperLinks } from '../list/paper-links.ts';
import { namesOf, whyWords } from '../list/words.ts';
import { paperPath } from '../page/address.ts';
import { printable } from '../text/escape.ts';
import { plainOf, shortened } from '../text/plain.ts';

/** Of 118,620 arXiv papers the longest title has 226 characters. */
const LONGEST_TITLE = 240;
const LONGEST_ABSTRACT = 300;
const LONGEST_LINE = 300;

/** A paper as a hook tells it: plain text, whole addresses. */
export interface PostEntry extends DigestEntry {
  id: string;
}

/** One edition of a list as a hook sends it, in plain text that each kind escapes in its own way. */
export interface Post {
  /** The same over all tries: a receiver can know a repeat by it. Letters and digits. */
  id: string;
  hook: string;
  /** `day 2026-06-18`; `test` for a message that only tries the way. */
  edition: string;
  /** The list's heading: `Thursday, 18 June 2026`. */
  heading: string;
  /** The page that shows the same, absolute. */
  webUrl: string;
  entries: PostEntry[];
  /** How many more the page has. */
  more: number;
}

const line = (text: string, limit = LONGEST_LINE) => printable(shortened(text.replace(/\s+/g, ' ').trim(), limit));

function entryOf(listed: ListedPaper, origin: string): PostEntry {
  const { paper, because } = listed;
  const withdrawn = paper.withdrawnOn ? `Withdrawn on ${paper.withdrawnOn}. ` : '';
  return {
    id: paper.id,
    title: line(plainOf(paper.title.slice(0, LONGEST_TITLE * 4)), LONGEST_TITLE) || 'Untitled',
    url: origin + paperPath(paper.id),
    authors: line(namesOf(paper)),
    because: line(withdrawn + whyWords({ paper, because })),
    abstract: line(plainOf((paper.abstract ?? '').slice(0, LONGEST_ABSTRACT * 4)), LONGEST_ABSTRACT),
    links: paperLinks(paper).map(({ title, url }) => ({ words: title, url })),
  };
}

/** What names a post, and where the site is. */
export interface Naming extends Pick<Post, 'id' | 'hook' | 'edition'> {
  origin: string;
  /** The list's address without the origin. */
  path: string;
}

/** A list as a post. Total: whatever its papers hold. */
export function postOf(list: Pick<PaperList, 'heading' | 'papers' | 'reachable'>, naming: Naming): Post {
  const { origin, path, ...names } = naming;
  return {
    ...names,
    heading: line(list.heading) || 'Papers',
    webUrl: origin + path,
    entries: list.papers.map((listed) => entryOf(listed, origin)),
    more: Math.max(0, list.reachable - list.papers.length),
  };
}

/** A post that tries whether a hook's way is open. */
export function testPost({ id, hook, origin, path }: Omit<Naming, 'edition'>): Post {
  const heading = 'This is a test of Offprint: papers will come here';
  return { id, hook, edition: 'test', heading, webUrl: origin + path, entries: [], more: 0 };
}
