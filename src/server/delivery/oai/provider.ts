import { type Change, changeOf } from '#catalogue/changes.ts';
import { findPapers } from '#catalogue/find.ts';
import { earliestChange, timesOf } from '#catalogue/revisions.ts';
import type { Db } from '#db/schema.ts';
import { paperPath } from '../page/address.ts';
import { xmlElement, xmlText } from '../xml-text.ts';
import { datestamp } from './dates.ts';
import { badToken, OaiError } from './error.ts';
import { FORMATS, type Format, formatOf } from './formats.ts';
import { identifierOf, idOf } from './item.ts';
import { type ListPage, listPage, listQueryOf } from './list.ts';
import type { OaiRequest, Verb } from './request.ts';
import { SETS, setsOf } from './sets.ts';
import { tokenOf } from './token.ts';

export interface OaiSite {
  /** Such as `http://localhost:3000`. */
  origin: string;
  /** Mail address of who runs it. */
  adminEmail: string;
}

/** Records and headers in one answer; a record has some 2 kB. */
export interface PageSizes {
  records: number;
  headers: number;
}

const hostOf = ({ origin }: OaiSite) => ({ host: new URL(origin).hostname });

/** Answers the six verbs from the catalogue: what stands within the envelope. */
export class OaiProvider {
  readonly #db: Db;
  readonly #sizes: PageSizes;

  constructor(db: Db, sizes: PageSizes = { records: 250, headers: 2_000 }) {
    this.#db = db;
    this.#sizes = sizes;
  }

  /** @throws OaiError as the protocol has it. */
  async answer({ verb, arguments: given }: OaiRequest, site: OaiSite): Promise<string> {
    return `<${verb}>${await this.#within(verb, given, site)}</${verb}>`;
  }

  async #within(verb: Verb, given: ReadonlyMap<string, string>, site: OaiSite): Promise<string> {
    switch (verb) {
      case 'Identify':
        return this.#identify(site);
      case 'ListMetadataFormats':
        return this.#formats(given.get('identifier'), site);
      case 'ListSets':
        if (given.has('resumptionToken')) throw badToken();
        return SETS.map(
          ({ spec, name }) => `<set>${xmlElement('setSpec', spec)}${xmlElement('setName', name)}</set>`,
        ).join('');
      case 'GetRecord': {
        const format = formatOf(given.get('metadataPrefix')!);
        const change = await this.#item(given.get('identifier')!, site);
        if (!format.has(change)) {
          throw new OaiError('cannotDisseminateFormat', `This item is not to be had in the format ${format.prefix}.`);
        }
        return (await this.#records([change], format, site)).join('');
      }
      case 'ListIdentifiers':
      case 'ListRecords': {
        const query = listQueryOf(given);
        const isWhole = verb === 'ListRecords';
        const page = await listPage(this.#db, query, isWhole ? this.#sizes.records : this.#sizes.headers);
        const lines = isWhole
          ? await this.#records(page.changes, formatOf(query.prefix), site)
          : await this.#headers(page.changes, site);
        return lines.join('\n') + tokenElement(page, query.sent);
      }
    }
  }

  async #identify({ origin, adminEmail }: OaiSite): Promise<string> {
    return [
      xmlElement('repositoryName', 'Offprint'),
      xmlElement('baseURL', `${origin}/oai`),
      '<protocolVersion>2.0</protocolVersion>',
      xmlElement('adminEmail', adminEmail),
      xmlElement('earliestDatestamp', datestamp(await earliestChange(this.#db))),
      '<deletedRecord>persistent</deletedRecord><granularity>YYYY-MM-DDThh:mm:ssZ</granularity>',
      '<compression>gzip</compression>',
    ].join('');
  }

  async #formats(identifier: string | undefined, site: OaiSite): Promise<string> {
    const item = identifier === undefined ? undefined : await this.#item(identifier, site);
    return FORMATS.filter((format) => !item || format.has(item))
      .map(
        ({ prefix, schema, namespace }) =>
          `<metadataFormat>${xmlElement('metadataPrefix', prefix)}${xmlElement('schema', schema)}` +
          `${xmlElement('metadataNamespace', namespace)}</metadataFormat>`,
      )
      .join('');
  }

  async #item(identifier: string, site: OaiSite): Promise<Change> {
    const id = idOf(identifier, hostOf(site));
    const change = id === undefined || id.includes('\0') ? undefined : await changeOf(this.#db, id);
    if (!change) throw new OaiError('idDoesNotExist', 'There is no such item here.');
    return change;
  }

  async #headers(changes: Change[], site: OaiSite): Promise<string[]> {
    const times = await timesOf(
      this.#db,
      changes.map(({ revision }) => revision),
    );
    return changes.map(
      ({ id, revision, categories, isGone }) =>
        `<header${isGone ? ' status="deleted"' : ''}>${xmlElement('identifier', identifierOf(id, hostOf(site)))}` +
        `${xmlElement('datestamp', datestamp(times.get(revision)!))}` +
        `${setsOf(categories)
          .map((spec) => xmlElement('setSpec', spec))
          .join('')}</header>`,
    );
  }

  /** A paper that merges into another between two queries is gone: its record is its header. */
  async #records(changes: Change[], format: Format, site: OaiSite): Promise<string[]> {
    const ids = changes.filter(({ isGone }) => !isGone).map(({ id }) => id);
    const papers = new Map((await findPapers(this.#db, ids)).map((paper) => [paper.id, paper]));
    const now = changes.map((change) => ({ ...change, isGone: !papers.has(change.id) }));
    const headers = await this.#headers(now, site);
    return now.map(({ id }, at) => {
      const paper = papers.get(id);
      const metadata = paper ? `<metadata>${format.write(paper, site.origin + paperPath(paper.id))}</metadata>` : '';
      return `<record>${headers[at]}${metadata}</record>`;
    });
  }
}

/** The last page of a list that had others ends with an empty token. */
function tokenElement({ next }: ListPage, sent: number): string {
  if (next) return `<resumptionToken cursor="${sent}">${xmlText(tokenOf(next))}</resumptionToken>`;
  return sent > 0 ? `<resumptionToken cursor="${sent}"/>` : '';
}
