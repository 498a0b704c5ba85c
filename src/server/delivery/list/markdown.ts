import { paperPath } from '../page/address.ts';
import { markdownAddress, markdownWords, proseMarkdown } from '../text/markdown.ts';
import { shortened } from '../text/plain.ts';
import type { ListedPaper, PaperList } from './list.ts';
import { namesOf, whyWords } from './words.ts';

const LONGEST_TITLE = 400;
const LONGEST_WHY = 300;

/** Where a list stands among others, all of them whole addresses. */
export interface Around {
  origin: string;
  page: number;
  pages: number;
  /** The next page of the same list. */
  next?: string;
  /** Its Atom feed. */
  feed: string;
}

/** A paper in a few lines: title, where its own Markdown is, who wrote it, why it is here. */
function itemOf(listed: ListedPaper, number: number, origin: string): string {
  const { paper, because } = listed;
  const title = proseMarkdown(shortened(paper.title, LONGEST_TITLE)) || 'Untitled';
  const facts = [namesOf(paper), paper.categories[0], paper.day].filter((one) => one !== undefined && one !== '');
  const why = shortened(whyWords({ paper, because }), LONGEST_WHY);
  const indent = ' '.repeat(`${number}. `.length);
  return [
    `${number}. ${title}`,
    markdownAddress(`${origin}${paperPath(paper.id)}.md`),
    paper.withdrawnOn && `Withdrawn on ${paper.withdrawnOn}`,
    facts.length > 0 && markdownWords(facts.join(' · ')),
    why && `Why: ${markdownWords(why)}`,
  ]
    .filter((line): line is string => Boolean(line))
    .join(`  \n${indent}`);
}

/** A list of papers as Markdown, for agents and terminals: text of papers brings no link, image or HTML of its own. */
export function listMarkdown(list: PaperList, offset: number, { origin, page, pages, next, feed }: Around): string {
  const ways: [string, string | undefined][] = [
    ['Next page', next],
    ['Earlier', list.earlier && `${origin}${list.earlier}.md`],
    ['Later', list.later && `${origin}${list.later}.md`],
    ['Feed', feed],
  ];
  const parts = [
    `# ${markdownWords(list.heading)}`,
    [...list.about.map(markdownWords), ...(pages > 1 ? [`Page ${page} of ${pages}.`] : [])].join(' '),
    list.papers.map((listed, at) => itemOf(listed, offset + at + 1, origin)).join('\n'),
    ways.flatMap(([name, url]) => (url ? [`- ${name}: ${markdownAddress(url)}`] : [])).join('\n'),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
