import { linkOf, type Paper } from '#catalogue/paper.ts';
import type { Because } from '#floor/because.ts';
import { printable } from '../text/escape.ts';
import { htmlOf, type Range } from '../text/html.ts';
import { safeUrl } from '../text/links-in.ts';
import { authorPath, paperPath } from './address.ts';
import type { Sum } from './sum.ts';
import { dayWords, longDay } from './words.ts';

const AUTHORS_SHOWN = 3;
/** Below this many characters an abstract fits into its first lines on any screen, and needs no way to open it. */
const FITS_ITS_LINES = 160;

/** A paper in a list, ready to be shown: every word is chosen, every HTML is safe. */
export interface Card {
  id: string;
  path: string;
  rank?: number;
  titleHtml: string;
  abstractHtml?: string;
  /** Whether the first lines leave something out. */
  opens: boolean;
  /** The first three. */
  authors: { name: string; path: string }[];
  /** How many more there are, or how many there are where no name is known. */
  moreAuthors?: number;
  organization?: string;
  /** `YYYY-MM-DD` and in words. */
  day?: { date: string; words: string };
  category?: string;
  /** The day of its withdrawal, in words. */
  withdrawn?: { date: string; words: string };
  votes?: number;
  comments?: number;
  citations?: number;
  stars?: number;
  code?: string;
  project?: string;
  because: Pick<Because, 'words' | 'points'>[];
  /** How its score came about, where that was asked for. */
  sum?: Sum;
}

interface CardOptions {
  rank?: number;
  because?: Because[];
  /** The day to which a date is near: the edition's. */
  near?: string;
  marks?: { title: Range[]; abstract: Range[] };
  sum?: Sum;
}

const url = (address: string | undefined) => (address ? safeUrl(address) : undefined);

export function cardOf(paper: Paper, { rank, because = [], near, marks, sum }: CardOptions = {}): Card {
  const authors = paper.authors
    .slice(0, AUTHORS_SHOWN)
    .map(({ name }) => ({ name: printable(name), path: authorPath(name) }));
  const moreAuthors = Math.max(paper.authors.length, paper.authorCount ?? 0) - authors.length;
  const code = url(linkOf(paper, 'code'));
  const project = url(linkOf(paper, 'project'));
  const organization = paper.organization?.fullname ?? paper.organization?.name;
  const category = paper.categories[0];
  return {
    id: paper.id,
    path: paperPath(paper.id),
    titleHtml: htmlOf(paper.title, { marks: marks?.title ?? [] }) || 'Untitled',
    opens: (paper.abstract?.length ?? 0) > FITS_ITS_LINES,
    authors,
    because: because.map(({ words, points }) => ({ words, points })),
    ...(rank !== undefined && { rank }),
    ...(paper.abstract && { abstractHtml: htmlOf(paper.abstract, { links: true, marks: marks?.abstract ?? [] }) }),
    ...(moreAuthors > 0 && { moreAuthors }),
    ...(organization && { organization: printable(organization) }),
    ...(paper.day && { day: { date: paper.day, words: dayWords(paper.day, near) } }),
    ...(category && { category: printable(category) }),
    ...(paper.withdrawnOn && { withdrawn: { date: paper.withdrawnOn, words: longDay(paper.withdrawnOn) } }),
    ...(paper.upvotes !== undefined && { votes: paper.upvotes }),
    ...(paper.comments !== undefined && { comments: paper.comments }),
    ...(paper.citations !== undefined && { citations: paper.citations }),
    ...(paper.githubStars !== undefined && { stars: paper.githubStars }),
    ...(code && { code }),
    ...(project && { project }),
    ...(sum && { sum }),
  };
}
