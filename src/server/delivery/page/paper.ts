import type { SightingRecord } from '#catalogue/find.ts';
import { linkOf, type Paper } from '#catalogue/paper.ts';
import { bibtexOf } from '../bibtex.ts';
import { printable } from '../text/escape.ts';
import { htmlOf } from '../text/html.ts';
import { safeUrl } from '../text/links-in.ts';
import { plainOf, shortened } from '../text/plain.ts';
import { authorPath, paperPath, searchPath } from './address.ts';
import { type SourceRow, sourceRow } from './source-row.ts';
import { longDay } from './words.ts';

/** As much of an abstract as a search engine or a chat shows under a link. */
const DESCRIPTION_LENGTH = 200;

export interface Fact {
  name: string;
  value: string;
  /** The instant or day behind the words, for `<time>`. */
  date?: string;
}

/** A paper's own page, ready to be shown. */
export interface PaperView {
  id: string;
  path: string;
  titleHtml: string;
  /** For `<title>`, mail and meta tags. */
  title: string;
  description: string;
  authors: { name: string; path: string; affiliation?: string }[];
  /** Said where names are missing: `6 authors`. */
  authorCount?: number;
  organization?: string;
  facts: Fact[];
  /** `YYYY-MM-DD` and in words. */
  withdrawn?: { date: string; words: string };
  votes?: number;
  stars?: number;
  links: { arxiv?: string; pdf?: string; doi?: string; code?: string; project?: string; others: string[] };
  bibtex: string;
  abstractHtml?: string;
  summary?: { html: string; by?: string };
  keywords: { words: string; path: string }[];
  versions: { name: string; date: string }[];
  sources: SourceRow[];
  /** For reference managers: Highwire's `citation_*`, which Zotero reads. */
  citation: [name: string, content: string][];
}

const day = (instant: string) => instant.slice(0, 10);
const dated = (name: string, instant: string): Fact => ({ name, value: longDay(day(instant)), date: day(instant) });

function factsOf(paper: Paper): Fact[] {
  const { publishedAt, updatedAt, listedOn, categories, comments, citations, journalRef, comment, licence } = paper;
  const facts: Fact[] = [];
  if (publishedAt) facts.push(dated('Published', publishedAt));
  if (updatedAt && (!publishedAt || day(updatedAt) !== day(publishedAt))) facts.push(dated('Changed', updatedAt));
  if (listedOn && listedOn !== publishedAt) facts.push(dated('Listed', listedOn));
  if (categories.length > 0) facts.push({ name: 'Category', value: categories.map(printable).join(', ') });
  if (comments !== undefined) facts.push({ name: 'Comments', value: comments.toLocaleString('en') });
  if (citations !== undefined) facts.push({ name: 'Citations', value: citations.toLocaleString('en') });
  if (journalRef) facts.push({ name: 'Journal', value: plainOf(journalRef) });
  if (comment) facts.push({ name: 'Authors’ note', value: plainOf(comment) });
  if (licence) facts.push({ name: 'Licence', value: licenceWords(licence) });
  return facts;
}

/** `CC BY 4.0` for its address; the address itself where it is another. */
function licenceWords(licence: string): string {
  const creative = /creativecommons\.org\/(?:licenses|publicdomain)\/([a-z-]+)\/([\d.]+)/i.exec(licence);
  if (creative) return `CC ${creative[1]!.toUpperCase().replace('ZERO', '0')} ${creative[2]}`;
  return printable(licence.replace(/^https?:\/\//, ''));
}

function linksOf(paper: Paper): PaperView['links'] {
  const safe = (address: string | undefined) => address && safeUrl(address);
  const pdf = paper.arxivId ? `https://arxiv.org/pdf/${paper.arxivId}` : safe(linkOf(paper, 'pdf'));
  const code = safe(linkOf(paper, 'code'));
  const project = safe(linkOf(paper, 'project'));
  const told = new Set([pdf, code, project]);
  const others = paper.links
    .map((link) => safe(link.url))
    .filter((url): url is string => Boolean(url) && !told.has(url));
  return {
    ...(paper.arxivId && { arxiv: `https://arxiv.org/abs/${paper.arxivId}` }),
    ...(pdf && { pdf }),
    ...(paper.doi && { doi: `https://doi.org/${paper.doi.split('/').map(encodeURIComponent).join('/')}` }),
    ...(code && { code }),
    ...(project && { project }),
    others: [...new Set(others)],
  };
}

function citationOf(paper: Paper, title: string, links: PaperView['links']): PaperView['citation'] {
  const { publishedAt, day: known } = paper;
  const tags: [string, string | undefined][] = [
    ['citation_title', title],
    ...paper.authors.map((author): [string, string] => ['citation_author', printable(author.name)]),
    ['citation_publication_date', (publishedAt ?? known)?.slice(0, 10).replaceAll('-', '/')],
    ['citation_arxiv_id', paper.arxivId],
    ['citation_doi', paper.doi],
    ['citation_journal_title', paper.journalRef && plainOf(paper.journalRef)],
    ['citation_pdf_url', links.pdf],
    ['citation_keywords', paper.keywords.length > 0 ? paper.keywords.map(printable).join('; ') : undefined],
  ];
  return tags.filter((tag): tag is [string, string] => Boolean(tag[1]));
}

export function paperView(paper: Paper, sightings: SightingRecord[]): PaperView {
  const title = plainOf(paper.title) || 'Untitled';
  const links = linksOf(paper);
  const organization = paper.organization?.fullname ?? paper.organization?.name;
  const { summary } = paper;
  return {
    id: paper.id,
    path: paperPath(paper.id),
    title,
    titleHtml: htmlOf(paper.title) || 'Untitled',
    description: shortened(plainOf(paper.abstract ?? '') || title, DESCRIPTION_LENGTH),
    authors: paper.authors.map(({ name, affiliation }) => ({
      name: printable(name),
      path: authorPath(name),
      ...(affiliation && { affiliation: printable(affiliation) }),
    })),
    facts: factsOf(paper),
    links,
    bibtex: bibtexOf(paper),
    keywords: paper.keywords.map((words) => ({ words: printable(words), path: searchPath(words) })),
    versions: paper.versions.map(({ name, at }) => ({ name: printable(name), date: day(at) })),
    sources: sightings.map((record) => sourceRow(record)),
    citation: citationOf(paper, title, links),
    ...(paper.authors.length === 0 && paper.authorCount && { authorCount: paper.authorCount }),
    ...(organization && { organization: printable(organization) }),
    ...(paper.withdrawnOn && { withdrawn: { date: paper.withdrawnOn, words: longDay(paper.withdrawnOn) } }),
    ...(paper.upvotes !== undefined && { votes: paper.upvotes }),
    ...(paper.githubStars !== undefined && { stars: paper.githubStars }),
    ...(paper.abstract && { abstractHtml: htmlOf(paper.abstract, { links: true }) }),
    ...(summary && { summary: { html: htmlOf(summary.text), ...(summary.by && { by: printable(summary.by) }) } }),
  };
}
