import { addDays } from '#floor/day.ts';
import type { ArxivCatalogue } from './arxiv-catalogue.ts';
import { type Answer, type Asked, parametersOf } from './asked.ts';
import type { Clock } from './clock.ts';
import { badToken, EARLIEST, formatOf, listPage, OaiError, queryOf, queryOfToken, SETS, tokenOf } from './oai-list.ts';
import { FORMATS, headerOf, recordOf } from './oai-records.ts';
import { type ListFault, Turns } from './turns.ts';
import { attributes, element, escaped } from './xml.ts';

const BASE_URL = 'http://oaipmh.arxiv.org/oai';
const RECORDS = 2_500;
const IDENTIFIERS = 20_000;

/**
 * arXiv's OAI-PMH provider as it is since March 2025: errors come with status 200, a list that was resumed ends with an
 * empty token, a list of one page has none.
 */
export class OaiProvider {
  readonly path = '/oai';
  readonly listFaults = ['expired-token', 'duplicate-page', 'out-of-order', 'token-loop'];
  readonly catalogue: ArxivCatalogue;
  readonly #turns = new Turns();
  readonly #pageSize: number | undefined;
  readonly #clock: Clock;

  constructor(catalogue: ArxivCatalogue, pageSize: number | undefined, clock: Clock) {
    this.catalogue = catalogue;
    this.#pageSize = pageSize;
    this.#clock = clock;
  }

  answer(request: Asked, fault?: ListFault): Answer {
    const asked = parametersOf(request);
    try {
      return this.#envelope(Object.fromEntries(asked), this.#answerTo(asked, fault));
    } catch (error) {
      if (!(error instanceof OaiError)) throw error;
      return this.#envelope({}, `<error code="${error.code}">${escaped(error.message)}</error>`);
    }
  }

  #envelope(asked: Record<string, string>, inner: string): Answer {
    const at = `${this.#clock.now().toISOString().slice(0, 19)}Z`;
    return {
      headers: { 'content-type': 'text/xml; charset=utf-8' },
      body:
        '<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" ' +
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="' +
        'http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">\n' +
        `<responseDate>${at}</responseDate>\n<request${attributes(asked)}>${BASE_URL}</request>\n${inner}\n</OAI-PMH>\n`,
    };
  }

  #answerTo(asked: URLSearchParams, fault: ListFault | undefined): string {
    const [verb, second] = asked.getAll('verb');
    for (const name of asked.keys()) {
      if (name !== 'verb' && asked.getAll(name).length > 1) throw new OaiError('badArgument', 'Duplicate parameter.');
    }
    switch (second === undefined ? verb : undefined) {
      case 'Identify':
        return identify();
      case 'ListMetadataFormats':
        return this.#formats(asked.get('identifier'));
      case 'ListSets':
        return `<ListSets>${SETS.map(({ spec, name }) => `<set>${element('setSpec', spec)}${element('setName', name)}</set>`).join('\n')}</ListSets>`;
      case 'ListIdentifiers':
      case 'ListRecords':
        return this.#list(verb!, asked, fault);
      case 'GetRecord':
        return this.#record(asked);
      default:
        throw new OaiError(
          'badVerb',
          'Value of the verb argument is not a legal OAI-PMH verb, is missing or repeated.',
        );
    }
  }

  #list(verb: string, asked: URLSearchParams, fault: ListFault | undefined): string {
    const token = asked.get('resumptionToken');
    if (token !== null && asked.size > 2) {
      throw new OaiError('badArgument', 'No other parameters allowed with resumptionToken');
    }
    if (token !== null && fault?.name === 'expired-token') throw badToken();
    const query = token === null ? queryOf(asked, this.#clock.now()) : queryOfToken(token, verb, this.#clock.now());
    const size = this.#pageSize ?? (verb === 'ListRecords' ? RECORDS : IDENTIFIERS);
    const { records, next } = this.#turns.page(tokenOf(query), fault, (name) =>
      listPage(this.catalogue, queryOfToken(name, verb, this.#clock.now()), size),
    );
    const format = formatOf(query.metadataPrefix);
    const shown = records.map((paper) => (verb === 'ListRecords' ? recordOf(paper, format) : headerOf(paper)));
    const expires = `${addDays(this.#clock.now().toISOString().slice(0, 10), 1)}T00:00:00Z`;
    const end =
      next !== undefined
        ? `<resumptionToken expirationDate="${expires}">${escaped(next)}</resumptionToken>`
        : token === null
          ? ''
          : '<resumptionToken/>';
    return `<${verb}>\n${shown.join('')}${end}\n</${verb}>`;
  }

  #record(asked: URLSearchParams): string {
    const [identifier, prefix] = [asked.get('identifier'), asked.get('metadataPrefix')];
    if (identifier === null || prefix === null || asked.size > 3) {
      throw new OaiError('badArgument', 'Parameters provided did not match expected.');
    }
    const paper = this.#find(identifier);
    return `<GetRecord>\n${recordOf(paper, formatOf(prefix))}</GetRecord>`;
  }

  #find(identifier: string) {
    const paper = this.catalogue.find(identifier.replace(/^oai:arXiv\.org:/, ''));
    if (paper && identifier.startsWith('oai:')) return paper;
    throw new OaiError(
      'idDoesNotExist',
      'The value of the identifier argument is unknown or illegal in this repository.',
    );
  }

  #formats(identifier: string | null): string {
    if (identifier !== null) this.#find(identifier);
    const all = Object.entries(FORMATS).map(
      ([prefix, { schema, namespace }]) =>
        `<metadataFormat>${element('metadataPrefix', prefix)}${element('schema', schema)}` +
        `${element('metadataNamespace', namespace)}</metadataFormat>`,
    );
    return `<ListMetadataFormats>${all.join('\n')}</ListMetadataFormats>`;
  }
}

const identify = () =>
  `<Identify><repositoryName>arXiv</repositoryName><baseURL>${BASE_URL}</baseURL>` +
  '<protocolVersion>2.0</protocolVersion><adminEmail>help@arxiv.org</adminEmail>' +
  `<earliestDatestamp>${EARLIEST}</earliestDatestamp><deletedRecord>persistent</deletedRecord>` +
  '<granularity>YYYY-MM-DD</granularity></Identify>';
