import type { FirstSeen } from '#catalogue/first-seen.ts';
import type { Paper } from '#catalogue/paper.ts';
import { instant } from '#floor/day.ts';
import { categoryName } from '#sources/arxiv/categories.ts';
import type { ListedPaper } from '../list/list.ts';
import { paperLinks } from '../list/paper-links.ts';
import { namesOf, whyWords } from '../list/words.ts';
import { paperPath } from '../page/address.ts';
import { longDay } from '../page/words.ts';
import { escapeHtml, printable } from '../text/escape.ts';
import { plainOf, shortened } from '../text/plain.ts';
import type { Category, Entry } from './feed.ts';
import { lastingName } from './name.ts';

/** Of 118,620 arXiv papers the longest title has 226 characters, the longest abstract 4,031. */
const LONGEST_TITLE = 1_000;
const LONGEST_ABSTRACT = 5_000;
const LONGEST_TEASER = 300;
/** One of them has 3,303 authors. */
const MOST_AUTHORS = 50;
const MOST_CATEGORIES = 20;

/** Shortened, and whole even where the cut went through a character of two halves. */
const cut = (text: string, limit: number) => printable(shortened(text, limit));

/** The latest of some days and instants, as an instant; what is none is passed over. */
const latestOf = (dates: (string | undefined)[]): string | undefined =>
  dates
    .flatMap((date) => (date && instant(date)) || [])
    .sort()
    .at(-1);

/**
 * When the entry began and when it last changed. It begins when it comes into its list: some readers hide what is older
 * than a month, and yesterday's front page may have a paper of last year. Votes and stars are no change of a paper.
 */
function datesOf({ paper, day }: ListedPaper, seen: FirstSeen | undefined): Pick<Entry, 'published' | 'updated'> {
  const published = latestOf([day]) ?? latestOf([paper.publishedAt ?? paper.day]);
  const changes = [published, paper.publishedAt, paper.updatedAt, paper.listedOn, paper.withdrawnOn];
  return { ...(published && { published }), updated: latestOf(changes) ?? latestOf([seen?.at]) ?? NEVER };
}

/** The instant of what has none. */
export const NEVER = '1970-01-01T00:00:00.000Z';

function categoriesOf({ categories }: Paper): Category[] {
  const terms = [...new Set(categories.map((one) => printable(one).trim()).filter(Boolean))].slice(0, MOST_CATEGORIES);
  return terms.map((term) => {
    const label = categoryName(term);
    return { term, ...(label && { label }) };
  });
}

/**
 * What a reader shows of the paper. Formulas stay as text: most feed readers drop the tags of MathML and keep the
 * letters, so that `n^2` would be read as `n2`.
 */
function htmlOf(listed: ListedPaper, abstract: string, related: Entry['related']): string {
  const { paper } = listed;
  const withdrawn = paper.withdrawnOn ? `Withdrawn on ${paper.withdrawnOn}.` : '';
  const links = related.map(({ url, title }) => `<a href="${escapeHtml(url)}">${escapeHtml(title)}</a>`).join(' · ');
  const why = whyWords(listed);
  const facts = [namesOf(paper), paper.day && longDay(paper.day)].filter(Boolean).join(' · ');
  return [
    escapeHtml(facts),
    escapeHtml(withdrawn),
    escapeHtml(abstract),
    why && escapeHtml(`Why it is here: ${why}.`),
    links,
  ]
    .filter(Boolean)
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join('\n');
}

/** Where feeds are made: what every address and every name in them begins with. */
export interface Site {
  /** `https://papers.example.org`. */
  origin: string;
  catalogue: string;
}

/**
 * A paper as an entry. Total: whatever its text holds.
 * @param seen its first sighting, whose row gives the entry its name: the paper's own id changes when it is found to be
 *   another's preprint, and its title with every version.
 */
export function entryOf(listed: ListedPaper, seen: FirstSeen | undefined, { origin, catalogue }: Site): Entry {
  const { paper } = listed;
  const abstract = cut(plainOf((paper.abstract ?? '').slice(0, LONGEST_ABSTRACT * 2)), LONGEST_ABSTRACT);
  const related = paperLinks(paper);
  return {
    id: lastingName(catalogue, seen ? `sighting ${seen.sighting}` : `paper ${paper.id}`),
    url: origin + paperPath(paper.id),
    title: cut(plainOf(paper.title.slice(0, LONGEST_TITLE * 2)), LONGEST_TITLE) || 'Untitled',
    authors: paper.authors
      .map(({ name }) => printable(name).replace(/\s+/g, ' ').trim())
      .filter(Boolean)
      .slice(0, MOST_AUTHORS),
    categories: categoriesOf(paper),
    ...datesOf(listed, seen),
    html: htmlOf(listed, abstract, related),
    ...(abstract && { teaser: cut(abstract, LONGEST_TEASER) }),
    related,
  };
}
