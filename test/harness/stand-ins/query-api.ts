import { arxivIdOf } from '#sources/arxiv/identifier.ts';
import type { ArxivCatalogue } from './arxiv-catalogue.ts';
import type { ArxivPaper } from './arxiv-papers.ts';
import { type Answer, type Asked, parametersOf } from './asked.ts';
import type { Clock } from './clock.ts';
import { element, escaped } from './xml.ts';

const MOST = 2_000;
const SCHEMA = 'http://arxiv.org/schemas/atom';

/** arXiv's query API, as far as single papers are asked for: `id_list`, `start`, `max_results`. */
export class QueryApi {
  readonly path = '/api/query';
  readonly listFaults = [];
  readonly #catalogue: ArxivCatalogue;
  readonly #clock: Clock;

  constructor(catalogue: ArxivCatalogue, clock: Clock) {
    this.#catalogue = catalogue;
    this.#clock = clock;
  }

  /** Ids that are unknown have no entry; one that is malformed has the whole answered 400. */
  answer(request: Asked): Answer {
    const asked = parametersOf(request);
    const at = `${this.#clock.now().toISOString().slice(0, 19)}Z`;
    const written = (asked.get('id_list') ?? '').split(',').filter(Boolean);
    const malformed = written.find((id) => !arxivIdOf(id) && !/^\d{4}\.\d{4,5}(v\d+)?$/.test(id));
    const [start, most] = [Number(asked.get('start') ?? 0), Number(asked.get('max_results') ?? 10)];
    if (malformed !== undefined) return failed(`incorrect id format for ${malformed}`, at);
    if (!Number.isInteger(start) || start < 0) return failed('start must be an integer', at);
    if (!Number.isInteger(most) || most < 0) return failed('max_results must be an integer', at);
    if (most > MOST) return failed('max_results must be less than or equal to 2000', at);
    const found = written.flatMap((id) => this.#entry(id) ?? []);
    const question = `search_query=${asked.get('search_query') ?? ''}&id_list=${written.join(',')}`;
    return feed(
      [
        element('id', `https://arxiv.org/api/${Buffer.from(question).toString('base64url').slice(0, 27)}`),
        element('title', `arXiv Query: ${question}&start=${start}&max_results=${most}`),
        element('updated', at),
        `<link href="${escaped(`https://arxiv.org/api/query?${question}`)}" type="application/atom+xml"/>`,
        ...counts(most, found.length, start),
        ...found.slice(start, start + most),
      ],
      200,
    );
  }

  #entry(written: string): string | undefined {
    const paper = this.#catalogue.find(arxivIdOf(written) ?? '');
    const version = Number(/v(\d+)$/.exec(written)?.[1] ?? paper?.versions.length);
    return paper?.versions[version - 1] ? entryOf(paper, version) : undefined;
  }
}

const counts = (perPage: number, total: number, start: number) => [
  element('opensearch:itemsPerPage', String(perPage)),
  element('opensearch:totalResults', String(total)),
  element('opensearch:startIndex', String(start)),
];

function feed(lines: string[], status: number): Answer {
  return {
    status,
    headers: { 'content-type': 'application/atom+xml; charset=utf-8' },
    body:
      `<?xml version='1.0' encoding='UTF-8'?>\n<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" ` +
      `xmlns:arxiv="${SCHEMA}" xmlns="http://www.w3.org/2005/Atom">\n${lines.join('\n')}\n</feed>\n`,
  };
}

function failed(message: string, at: string): Answer {
  const address = `https://arxiv.org/api/errors#${message.replaceAll(' ', '_')}`;
  const entry =
    `<entry>\n${element('id', address)}\n<title>Error</title>\n${element('updated', at)}\n` +
    `<link href="${escaped(address)}" rel="alternate" type="text/html"/>\n${element('summary', message)}\n` +
    '<author><name>arXiv api core</name></author>\n</entry>';
  const top = ['<id>https://arxiv.org/</id>', '<title>arXiv Search Results</title>', element('updated', at)];
  return feed([...top, ...counts(1, 1, 0), entry], 400);
}

function entryOf(paper: ArxivPaper, version: number): string {
  const name = `${paper.arxivId}v${version}`;
  const doi = paper.doi && escaped(paper.doi);
  return [
    `<entry>\n${element('id', `http://arxiv.org/abs/${name}`)}`,
    element('title', paper.title),
    element('updated', paper.versions[version - 1]),
    `<link href="https://arxiv.org/abs/${name}" rel="alternate" type="text/html"/>`,
    `<link href="https://arxiv.org/pdf/${name}" rel="related" type="application/pdf" title="pdf"/>`,
    ...(doi ? [`<link href="https://doi.org/${doi}" rel="related" title="doi"/>`] : []),
    element('summary', paper.abstract),
    ...paper.categories.map((category) => `<category term="${escaped(category)}" scheme="${SCHEMA}"/>`),
    element('published', paper.versions[0]),
    ...(paper.comment ? [element('arxiv:comment', paper.comment)] : []),
    `<arxiv:primary_category term="${escaped(paper.categories[0] ?? '')}"/>`,
    ...(paper.journalRef ? [element('arxiv:journal_ref', paper.journalRef)] : []),
    ...(doi ? [element('arxiv:doi', paper.doi)] : []),
    ...paper.authors.map((author) => `<author>\n${element('name', author)}\n</author>`),
    '</entry>',
  ].join('\n');
}
