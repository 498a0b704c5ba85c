import { childOf, childrenOf, type Element, readXml, textOf } from '#sources/xml/read.ts';

/**
 * How the Python package `arxiv` (4.0, https://github.com/lukasschwab/arxiv.py) asks and reads, after its documented and
 * observed behaviour: six parameters always, pages by the total that the first one tells, an entry dropped where its id or
 * a date is missing, an empty page after the first an error.
 */

export interface ArxivResult {
  entryId: string;
  shortId: string;
  updated: Date;
  published: Date;
  title: string;
  authors: string[];
  summary: string;
  comment: string | undefined;
  journalRef: string | undefined;
  doi: string | undefined;
  primaryCategory: string | undefined;
  categories: string[];
  pdfUrl: string | undefined;
}

export interface ArxivSearch {
  query?: string;
  idList?: string[];
  maxResults?: number;
  sortBy?: 'relevance' | 'lastUpdatedDate' | 'submittedDate';
  sortOrder?: 'ascending' | 'descending';
}

export class HttpError extends Error {
  readonly status: number;
  constructor(status: number, url: string) {
    super(`Page request resulted in HTTP ${status} (${url})`);
    this.status = status;
  }
}

export class UnexpectedEmptyPage extends Error {}

const PAGE_SIZE = 100;

interface Feed {
  entries: Element[];
  total: number;
}

async function pageOf(url: string, isFirst: boolean): Promise<Feed> {
  const answer = await fetch(url, { headers: { 'user-agent': 'arxiv.py/4.0.0' } });
  if (answer.status !== 200) throw new HttpError(answer.status, url);
  const { root, broken } = readXml(Buffer.from(await answer.arrayBuffer()), new Set());
  if (broken) throw new Error(broken);
  const entries = childrenOf(root, 'entry');
  if (entries.length === 0 && !isFirst) throw new UnexpectedEmptyPage(url);
  return { entries, total: Number(textOf(childOf(root, 'totalResults')) || 0) };
}

function timeOf(entry: Element, name: string): Date | undefined {
  const text = textOf(childOf(entry, name));
  if (text === '') return undefined;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) throw new Error(`no time: ${text}`);
  return new Date(text);
}

function resultOf(entry: Element): ArxivResult | undefined {
  const entryId = textOf(childOf(entry, 'id'));
  const [updated, published] = [timeOf(entry, 'updated'), timeOf(entry, 'published')];
  if (entryId === '' || !updated || !published) return undefined;
  const optional = (name: string) => textOf(childOf(entry, name)) || undefined;
  const links = childrenOf(entry, 'link');
  return {
    entryId,
    shortId: entryId.split('arxiv.org/abs/').at(-1)!,
    updated,
    published,
    title: textOf(childOf(entry, 'title')).replace(/\s+/g, ' ') || '0',
    authors: childrenOf(entry, 'author').map((author) => textOf(childOf(author, 'name'))),
    summary: textOf(childOf(entry, 'summary')),
    comment: optional('comment'),
    journalRef: optional('journal_ref'),
    doi: optional('doi'),
    primaryCategory: childOf(entry, 'primary_category')?.attributes.term,
    categories: childrenOf(entry, 'category').map(({ attributes }) => attributes.term!),
    pdfUrl: links.find(({ attributes }) => attributes.title === 'pdf')?.attributes.href,
  };
}

/** All results of a search, page by page. @param base such as `http://localhost:3000/api/query`. */
export async function arxivResults(base: string, search: ArxivSearch, pageSize = PAGE_SIZE): Promise<ArxivResult[]> {
  const { query = '', idList = [], maxResults = Number.POSITIVE_INFINITY } = search;
  const urlAt = (start: number) =>
    `${base}?${new URLSearchParams({
      search_query: query,
      id_list: idList.join(','),
      sortBy: search.sortBy ?? 'relevance',
      sortOrder: search.sortOrder ?? 'descending',
      start: String(start),
      max_results: String(Math.min(pageSize, maxResults)),
    })}`;
  const results: ArxivResult[] = [];
  let offset = 0;
  let { entries, total } = await pageOf(urlAt(0), true);
  while (entries.length > 0) {
    results.push(...entries.flatMap((entry) => resultOf(entry) ?? []));
    offset += entries.length;
    if (offset >= total || offset >= maxResults) break;
    ({ entries } = await pageOf(urlAt(offset), false));
  }
  return results.slice(0, maxResults);
}
