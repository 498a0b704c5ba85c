import { createHash } from 'node:crypto';
import { findPapers } from '#catalogue/find.ts';
import type { Db } from '#db/schema.ts';
import { statusOf, wordsOf } from '#floor/failure.ts';
import type { SearchIndex } from '#search/index.ts';
import { xmlAttribute, xmlText } from '../xml-text.ts';
import { entryOf, lastVersion } from './entry.ts';
import { Finder } from './find.ts';
import { type ApiRequest, MOST_RESULTS, readRequest, titleOf } from './request.ts';
import { ArxivShelf } from './shelf.ts';

export const ATOM = 'application/atom+xml; charset=utf-8';
const NAMESPACES =
  'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" ' +
  'xmlns="http://www.w3.org/2005/Atom"';

/** Answers arXiv's query API from the catalogue: of papers with an arXiv id. */
export class ArxivApi {
  readonly #db: Db;
  readonly #shelf = new ArxivShelf();
  readonly #finder: Finder;

  constructor({ db, index }: { db: Db; index: SearchIndex }) {
    this.#db = db;
    this.#finder = new Finder({ index, shelf: this.#shelf });
  }

  /**
   * The answer to `GET /api/query`; an error is a feed too, with one entry that says what is wrong.
   * @param origin address of this site, such as `http://localhost:3000`.
   */
  async answer(parameters: URLSearchParams, origin: string, now = new Date()): Promise<Response> {
    const at = `${now.toISOString().slice(0, 19)}Z`;
    try {
      const request = readRequest(parameters);
      await this.#shelf.follow(this.#db);
      return atom(200, await this.#feed(request, origin, at));
    } catch (thrown) {
      const status = statusOf(thrown);
      if (status === 500) console.error(thrown);
      return atom(status, errorFeed(wordsOf(thrown).message, at));
    }
  }

  async #feed(request: ApiRequest, origin: string, at: string): Promise<string[]> {
    const { start, max } = request;
    const found = await this.#existing(await this.#finder.find(request));
    const page = found.slice(start, Math.min(start + max, MOST_RESULTS));
    const papers = await findPapers(
      this.#db,
      page.map(({ id }) => id),
    );
    const byId = new Map(papers.map((paper) => [paper.id, paper]));
    const title = titleOf(request);
    const name = createHash('sha1').update(title).digest('base64').replace('=', '');
    return [
      `  <id>${xmlText(`${origin}/api/${name}`)}</id>`,
      `  <title>${xmlText(title)}</title>`,
      `  <updated>${at}</updated>`,
      `  <link href="${xmlAttribute(addressOf(title, origin))}" type="application/atom+xml"/>`,
      ...counts(max, found.length, start),
      ...page.flatMap(({ id, version }) => {
        const paper = byId.get(id);
        return paper ? [entryOf(paper, version)] : [];
      }),
    ];
  }

  /** Without versions that the catalogue knows not to exist; where no source tells of versions, any may. */
  async #existing(found: Awaited<ReturnType<Finder['find']>>) {
    const versioned = found.filter(({ version }) => version !== undefined);
    if (versioned.length === 0) return found;
    const papers = await findPapers(
      this.#db,
      versioned.map(({ id }) => id),
    );
    const last = new Map(papers.map((paper) => [paper.id, paper.versions.length > 0 ? lastVersion(paper) : undefined]));
    return found.filter(({ id, version }) => version === undefined || version <= (last.get(id) ?? version));
  }
}

/** The title's query as an address, as arXiv gives it: what stands in it unescaped stays so. */
function addressOf(title: string, origin: string): string {
  const asked = new URLSearchParams(encodedQuery(title));
  return `${origin}/api/query?${asked}`.replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%2F', '/');
}

function encodedQuery(title: string): [string, string][] {
  const [, query = '', ids = '', start = '', max = ''] =
    /^arXiv Query: search_query=(.*)&id_list=(.*)&start=(\d+)&max_results=(\d+)$/s.exec(title) ?? [];
  return [
    ['search_query', query],
    ['start', start],
    ['max_results', max],
    ['id_list', ids],
  ];
}

const counts = (perPage: number, total: number, start: number) => [
  `  <opensearch:itemsPerPage>${perPage}</opensearch:itemsPerPage>`,
  `  <opensearch:totalResults>${total}</opensearch:totalResults>`,
  `  <opensearch:startIndex>${start}</opensearch:startIndex>`,
];

/** What is refused before anything is asked, as its clients read it. */
export const refusalFeed = (message: string, now: Date): string =>
  feedOf(errorFeed(message, `${now.toISOString().slice(0, 19)}Z`));

/** arXiv's own names in it: clients know an error by them. */
function errorFeed(message: string, at: string): string[] {
  const address = xmlAttribute(`https://arxiv.org/api/errors#${message.replaceAll(/\s/g, '_')}`);
  return [
    '  <id>https://arxiv.org/</id>',
    '  <title>arXiv Search Results</title>',
    `  <updated>${at}</updated>`,
    ...counts(1, 1, 0),
    `  <entry>\n    <id>${address}</id>\n    <title>Error</title>\n    <updated>${at}</updated>`,
    `    <link href="${address}" rel="alternate" type="text/html"/>\n    <summary>${xmlText(message)}</summary>`,
    '    <author>\n      <name>arXiv api core</name>\n    </author>\n  </entry>',
  ];
}

const feedOf = (lines: string[]) =>
  `<?xml version='1.0' encoding='UTF-8'?>\n<feed ${NAMESPACES}>\n${lines.join('\n')}\n</feed>\n`;

const atom = (status: number, lines: string[]) =>
  new Response(feedOf(lines), { status, headers: { 'content-type': ATOM } });
