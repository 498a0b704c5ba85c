import type { NewPaperRow, PaperRow } from '#db/schema.ts';
import type { Author, Link, Organization, Version } from '#sources/sighting.ts';

/** What we know of a paper, merged from its sightings. Absent means that no source says. */
export interface Paper {
  /** Its address below `/papers/`: arXiv id, else DOI, else `p-` and a hash of its title. */
  id: string;
  arxivId?: string;
  doi?: string;
  title: string;
  abstract?: string;
  authors: Author[];
  /** Known even where the names are not. */
  authorCount?: number;
  organization?: Organization;
  /** RFC 3339 instant, or `YYYY-MM-DD`. */
  publishedAt?: string;
  updatedAt?: string;
  listedOn?: string;
  /** `YYYY-MM-DD`: day of publication, else of listing. */
  day?: string;
  categories: string[];
  comment?: string;
  journalRef?: string;
  licence?: string;
  links: Link[];
  keywords: string[];
  summary?: { text: string; by?: string };
  versions: Version[];
  upvotes?: number;
  comments?: number;
  githubStars?: number;
  citations?: number;
  /** `YYYY-MM-DD` of its withdrawal. */
  withdrawnOn?: string;
  /** The catalogue's revision at its last change. */
  revision: number;
}

/** The first link of a kind, if the paper has one. */
export function linkOf(paper: Pick<Paper, 'links'>, kind: Link['kind']): string | undefined {
  return paper.links.find((link) => link.kind === kind)?.url;
}

const defined = <T extends object>(object: { [K in keyof T]: T[K] | undefined | null }): T =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined && value !== null)) as T;

const parsed = <T>(json: string | null): T | undefined => (json === null ? undefined : (JSON.parse(json) as T));

export function paperFromRow(row: PaperRow): Paper {
  return defined<Paper>({
    id: row.id,
    arxivId: row.arxiv_id ?? undefined,
    doi: row.doi ?? undefined,
    title: row.title,
    abstract: row.abstract ?? undefined,
    authors: JSON.parse(row.authors),
    authorCount: row.author_count ?? undefined,
    organization: parsed(row.organization),
    publishedAt: row.published_at ?? undefined,
    updatedAt: row.updated_at ?? undefined,
    listedOn: row.listed_on ?? undefined,
    day: row.day ?? undefined,
    categories: JSON.parse(row.categories),
    comment: row.comment ?? undefined,
    journalRef: row.journal_ref ?? undefined,
    licence: row.licence ?? undefined,
    links: JSON.parse(row.links),
    keywords: JSON.parse(row.keywords),
    summary: parsed(row.summary),
    versions: JSON.parse(row.versions),
    upvotes: row.upvotes ?? undefined,
    comments: row.comments ?? undefined,
    githubStars: row.github_stars ?? undefined,
    citations: row.citations ?? undefined,
    withdrawnOn: row.withdrawn_on ?? undefined,
    revision: row.revision,
  });
}

export function rowFromPaper(paper: Paper): NewPaperRow {
  return {
    id: paper.id,
    revision: paper.revision,
    arxiv_id: paper.arxivId ?? null,
    doi: paper.doi ?? null,
    title: paper.title,
    abstract: paper.abstract ?? null,
    authors: JSON.stringify(paper.authors),
    author_count: paper.authorCount ?? null,
    organization: paper.organization ? JSON.stringify(paper.organization) : null,
    published_at: paper.publishedAt ?? null,
    updated_at: paper.updatedAt ?? null,
    listed_on: paper.listedOn ?? null,
    day: paper.day ?? null,
    categories: JSON.stringify(paper.categories),
    comment: paper.comment ?? null,
    journal_ref: paper.journalRef ?? null,
    licence: paper.licence ?? null,
    links: JSON.stringify(paper.links),
    keywords: JSON.stringify(paper.keywords),
    summary: paper.summary ? JSON.stringify(paper.summary) : null,
    versions: JSON.stringify(paper.versions),
    upvotes: paper.upvotes ?? null,
    comments: paper.comments ?? null,
    github_stars: paper.githubStars ?? null,
    citations: paper.citations ?? null,
    withdrawn_on: paper.withdrawnOn ?? null,
  };
}
