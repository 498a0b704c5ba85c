/**
 * `node bench/sources/oai-server.ts [RECORDS] [PAGE]`: serves a list of OAI-PMH records, 500,000 of them in pages of
 * 2,500 unless told, on loopback, and prints `ready` and its address. The papers of the real file come again and again
 * under ids and titles of their own; without the file they are invented. Only
 * the page that comes next is kept, written while the one before is read, so that what is measured is who reads.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { addDays, daysBetween } from '#floor/day.ts';
import {
  ARXIV_FILE,
  type ArxivPaper,
  arxivPaper,
  inventedPapers,
  realPapers,
} from '../../test/harness/stand-ins/arxiv-papers.ts';
import { type Answer, type Asked, parametersOf } from '../../test/harness/stand-ins/asked.ts';
import { oaiEnvelope, oaiError } from '../../test/harness/stand-ins/oai-envelope.ts';
import {
  formatOf,
  type ListQuery,
  OaiError,
  queryOf,
  queryOfToken,
  tokenOf,
} from '../../test/harness/stand-ins/oai-list.ts';
import { recordOf } from '../../test/harness/stand-ins/oai-records.ts';
import { type Answerer, serve } from '../../test/harness/stand-ins/server.ts';
import { startNode } from '../child.ts';

const RECORDS = 500_000;
const PAGE = 2_500;
const FIRST_DAY = '2024-01-01';
const PER_DAY = 1_000;
const PER_MONTH = 50_000;

/** The record with a number: one of the papers, under an id, a day, and after the first round a title of its own. */
function paperAt(number: number, papers: ArxivPaper[]): ArxivPaper {
  const { title, abstract, authors, categories, comment } = papers[number % papers.length]!;
  const round = Math.floor(number / papers.length);
  const month = Math.floor(number / PER_MONTH);
  const listedOn = addDays(FIRST_DAY, Math.floor(number / PER_DAY));
  return arxivPaper(number, {
    arxivId: `${22 + Math.floor(month / 12)}${String(1 + (month % 12)).padStart(2, '0')}.${10_000 + (number % PER_MONTH)}`,
    title: round === 0 ? title : `${title}, part ${round + 1}`,
    abstract,
    authors,
    categories,
    listedOn,
    datestamp: listedOn,
    ...(comment && { comment }),
  });
}

/** Answers `ListRecords` of a span of days; of sets it knows nothing. */
class LongList implements Answerer {
  readonly path = '/oai';
  readonly listFaults = [];
  readonly #papers: ArxivPaper[];
  readonly #records: number;
  readonly #pageSize: number;
  #ahead: { token: string; page: string } | undefined;

  constructor(papers: ArxivPaper[], records: number, pageSize: number) {
    this.#papers = papers;
    this.#records = records;
    this.#pageSize = pageSize;
  }

  answer(request: Asked): Answer {
    const asked = parametersOf(request);
    const now = new Date();
    try {
      return oaiEnvelope(asked, now, this.#list(asked, now));
    } catch (error) {
      if (error instanceof OaiError) return oaiError(error, now);
      throw error;
    }
  }

  #list(asked: URLSearchParams, now: Date): string {
    if (asked.get('verb') !== 'ListRecords') throw new OaiError('badVerb', 'Only ListRecords is served here.');
    const token = asked.get('resumptionToken');
    const query = token === null ? queryOf(asked, now) : queryOfToken(token, 'ListRecords', now);
    const page = this.#ahead?.token === token ? this.#ahead.page : this.#page(query);
    const next = { ...query, skip: query.skip + this.#pageSize };
    if (this.#startOf(next) >= this.#endOf(query)) return `<ListRecords>\n${page}<resumptionToken/>\n</ListRecords>`;
    setImmediate(() => {
      this.#ahead = { token: tokenOf(next), page: this.#page(next) };
    });
    return `<ListRecords>\n${page}<resumptionToken>${tokenOf(next)}</resumptionToken>\n</ListRecords>`;
  }

  #page(query: ListQuery): string {
    const start = this.#startOf(query);
    const last = this.#endOf(query);
    if (start >= last) throw new OaiError('noRecordsMatch', 'There is nothing from there on.');
    const format = formatOf(query.metadataPrefix);
    const end = Math.min(start + this.#pageSize, last);
    let page = '';
    for (let number = start; number < end; number++) page += recordOf(paperAt(number, this.#papers), format);
    return page;
  }

  #endOf({ until }: ListQuery): number {
    return until === undefined ? this.#records : Math.min(this.#records, (daysBetween(FIRST_DAY, until) + 1) * PER_DAY);
  }

  #startOf({ from = FIRST_DAY, skip }: ListQuery): number {
    return Math.max(0, daysBetween(FIRST_DAY, from)) * PER_DAY + skip;
  }
}

/** Starts the server in a process of its own. */
export async function startOaiServer(records = RECORDS, pageSize = PAGE) {
  const file = fileURLToPath(import.meta.url);
  const { child, match } = await startNode([file, String(records), String(pageSize)], {}, /^ready (\S+)$/m);
  return { url: match[1]!, close: () => child.kill() };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [records = RECORDS, pageSize = PAGE] = process.argv.slice(2).map(Number);
  const papers = existsSync(ARXIV_FILE) ? await realPapers(Math.min(records, 200_000)) : inventedPapers(100_000);
  const { url } = await serve(new LongList(papers, records, pageSize), []);
  console.log(`ready ${url}`);
}
