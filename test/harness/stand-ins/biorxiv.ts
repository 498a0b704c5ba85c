import { isDay } from '#floor/day.ts';
import type { ArxivCatalogue } from './arxiv-catalogue.ts';
import type { ArxivPaper } from './arxiv-papers.ts';
import { type Answer, type Asked, json, pathOf } from './asked.ts';
import { nameParts } from './oai-records.ts';
import { type ListFault, Turns } from './turns.ts';

/** A page holds 30 records, whatever readers step by: the documents say 100. */
const PER_PAGE = 30;
const SERVERS: Record<string, string> = { biorxiv: 'bioRxiv', medrxiv: 'medRxiv' };
const CATEGORIES = ['neuroscience', 'bioinformatics', 'cell biology', 'genomics', 'infectious diseases'];
const LICENCES = ['cc_by', 'cc_by_nc_nd', 'cc_no', 'cc0'];

/** One version of a paper; the first is at 0. */
interface Post {
  paper: ArxivPaper;
  at: number;
  day: string;
}

/** The API of bioRxiv and medRxiv: `/details/{server}/{from}/{to}/{cursor}/json`, and `/details/{server}/{doi}/na/json`. */
export class BiorxivApi {
  readonly path = '';
  readonly listFaults = ['duplicate-page', 'out-of-order'];
  readonly #catalogue: ArxivCatalogue;
  readonly #pageSize: number;
  readonly #turns = new Turns();

  constructor(catalogue: ArxivCatalogue, pageSize = PER_PAGE) {
    this.#catalogue = catalogue;
    this.#pageSize = pageSize;
  }

  answer(request: Asked, fault?: ListFault): Answer {
    const [resource, server = '', from = '', to = '', cursor = '0'] = pathOf(request);
    if (resource !== 'details' || !SERVERS[server]) return json({ messages: [{ status: 'Error: server unknown' }] });
    if (to && cursor === 'na') return this.#one(server, `${from}/${to}`);
    if (!isDay(from) || !isDay(to) || !/^\d+$/.test(cursor)) return nothing('Error: date format is YYYY-MM-DD');
    const posts = this.#posts.filter(({ day }) => day >= from && day <= to);
    const { records } = this.#turns.page(`${server} ${from} ${to} ${cursor}`, fault, (name) => {
      const [start, end] = [Number(name.split(' ')[3]), Number(name.split(' ')[3]) + this.#pageSize];
      const next = end < posts.length ? `${server} ${from} ${to} ${end}` : undefined;
      return { records: posts.slice(start, end), next };
    });
    if (records.length === 0) return nothing('no posts found');
    return json({
      messages: [
        {
          status: 'ok',
          category: 'all',
          interval: `${from}:${to}`,
          funder: 'all',
          cursor: Number(cursor),
          count: records.length,
          count_new_papers: String(posts.filter(({ at }) => at === 0).length),
          total: String(posts.length),
        },
      ],
      collection: records.map((post) => rowOf(post, server)),
    });
  }

  #one(server: string, doi: string): Answer {
    const found = this.#posts.filter(({ paper }) => preprintDoi(paper) === doi);
    if (found.length === 0) return nothing('no posts found');
    return json({ messages: [{ status: 'ok' }], collection: found.map((post) => rowOf(post, server)) });
  }

  /** Every version is a record of its own, on its own day. */
  get #posts(): Post[] {
    return this.#catalogue
      .inOrder()
      .flatMap((paper) => paper.versions.map((instant, at) => ({ paper, at, day: instant.slice(0, 10) })))
      .sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1));
  }
}

const nothing = (status: string) => json({ messages: [{ status }], collection: [] });

/** The DOI that a paper has here: `10.1101/2503.11677`. */
export const preprintDoi = (paper: ArxivPaper) => `10.1101/${paper.arxivId}`;

function rowOf({ paper, at, day }: Post, server: string) {
  const number = Number(paper.arxivId.slice(5));
  const authors = paper.authors.map((name) => {
    const { keyname, forenames = '' } = nameParts(name);
    const initials = forenames.split(/[\s.]+/).filter(Boolean);
    return `${keyname}, ${initials.map((one) => `${one[0]}.`).join(' ')}`;
  });
  const version = String(at + 1);
  return {
    title: paper.title,
    authors: authors.join('; '),
    author_corresponding: paper.authors.at(-1) ?? '',
    author_corresponding_institution: 'Institute of Stand-ins',
    doi: preprintDoi(paper),
    date: day,
    version,
    type: server === 'medrxiv' ? 'PUBLISHAHEADOFPRINT' : 'new results',
    license: LICENCES[number % LICENCES.length],
    category: CATEGORIES[number % CATEGORIES.length],
    jatsxml: `https://www.biorxiv.org/content/early/${paper.arxivId}v${version}.source.xml`,
    abstract: paper.abstract,
    funder: 'NA',
    published: paper.doi ?? 'NA',
    server: SERVERS[server],
  };
}
