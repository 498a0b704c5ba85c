import type { SightingRecord } from '#catalogue/find.ts';
import { linkOf, type Paper } from '#catalogue/paper.ts';
import { sourceName } from './page/source-name.ts';
import { safeUrl } from './text/links-in.ts';
import { markdownAddress as address, proseMarkdown, markdownWords as words } from './text/markdown.ts';

function facts(paper: Paper): string[] {
  const link = (name: string, url: string | undefined) => {
    const safe = url && safeUrl(url);
    return safe ? `${name}: ${address(safe)}` : undefined;
  };
  const authors =
    paper.authors.map((author) => words(author.name)).join(', ') ||
    (paper.authorCount && `${paper.authorCount} (names not known)`);
  return [
    paper.withdrawnOn && `Withdrawn: ${paper.withdrawnOn}`,
    authors ? `Authors: ${authors}` : undefined,
    paper.organization && `Organisation: ${words(paper.organization.fullname ?? paper.organization.name)}`,
    paper.publishedAt && `Published: ${paper.publishedAt.slice(0, 10)}`,
    paper.listedOn && `Listed: ${paper.listedOn}`,
    paper.categories.length > 0 ? `Categories: ${paper.categories.map(words).join(', ')}` : undefined,
    paper.arxivId && `arXiv: <https://arxiv.org/abs/${paper.arxivId}>`,
    paper.doi && `DOI: ${words(paper.doi)}`,
    paper.journalRef && `Journal: ${words(paper.journalRef)}`,
    paper.comment && `Author comment: ${proseMarkdown(paper.comment)}`,
    link('Code', linkOf(paper, 'code')) && `${link('Code', linkOf(paper, 'code'))}${stars(paper)}`,
    link('Project', linkOf(paper, 'project')),
    paper.upvotes !== undefined ? `Votes: ${paper.upvotes}` : undefined,
    paper.comments !== undefined ? `Comments: ${paper.comments}` : undefined,
    paper.citations !== undefined ? `Citations: ${paper.citations}` : undefined,
    paper.keywords.length > 0 ? `Keywords: ${paper.keywords.map(words).join(', ')}` : undefined,
  ].filter((line): line is string => Boolean(line));
}

const stars = (paper: Paper) => (paper.githubStars === undefined ? '' : ` (${paper.githubStars} stars)`);

/**
 * The paper as Markdown, for agents and terminals: facts as a list, the abstract with its formulas as TeX between
 * dollars, and which source said so. Text of the paper can bring no link, image or HTML of its own.
 */
export function markdownOf(paper: Paper, sightings: SightingRecord[]): string {
  const parts = [
    `# ${proseMarkdown(paper.title) || 'Untitled'}`,
    facts(paper)
      .map((line) => `- ${line}`)
      .join('\n'),
  ];
  if (paper.summary) {
    const by = paper.summary.by ? `by ${words(paper.summary.by)}` : 'by a model';
    parts.push(`## Summary (written ${by})`, proseMarkdown(paper.summary.text));
  }
  if (paper.abstract) parts.push('## Abstract', proseMarkdown(paper.abstract));
  if (sightings.length > 0) {
    const seen = sightings.map(({ source, lastSeenAt }) => `- ${sourceName(source)}, seen ${lastSeenAt.slice(0, 10)}`);
    parts.push('## Sources', [...new Set(seen)].join('\n'));
  }
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
