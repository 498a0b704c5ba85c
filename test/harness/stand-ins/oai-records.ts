import { setOf } from './arxiv-catalogue.ts';
import type { ArxivPaper } from './arxiv-papers.ts';
import { element, escaped } from './xml.ts';

/**
 * Records as arXiv's OAI-PMH provider writes them, element by element after its own templates
 * (`oaipmh/templates/record_formats.xml` of arXiv/oaipmh), `acm-class` included: it prints the MSC class, and “None”
 * where a paper has none.
 */
export const FORMATS = {
  oai_dc: {
    schema: 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
    namespace: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
    write: dublinCore,
  },
  arXiv: {
    schema: 'https://oaipmh.arxiv.org/OAI/arXiv.xsd',
    namespace: 'http://arxiv.org/OAI/arXiv/',
    write: arxiv,
  },
  arXivRaw: {
    schema: 'https://oaipmh.arxiv.org/OAI/arXivRaw.xsd',
    namespace: 'http://arxiv.org/OAI/arXivRaw/',
    write: arxivRaw,
  },
} satisfies Record<string, Format>;

export interface Format {
  schema: string;
  namespace: string;
  write(paper: ArxivPaper): string;
}

export const headerOf = ({ arxivId, datestamp, categories }: ArxivPaper) =>
  `<header>${element('identifier', `oai:arXiv.org:${arxivId}`)}${element('datestamp', datestamp)}` +
  `${categories.map((category) => element('setSpec', setOf(category))).join('')}</header>`;

export const recordOf = (paper: ArxivPaper, format: Format) =>
  `<record>${headerOf(paper)}<metadata>${format.write(paper)}</metadata></record>\n`;

const root = (name: string, prefix: string, { schema, namespace }: { schema: string; namespace: string }) =>
  `<${name} ${prefix}="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ` +
  `xsi:schemaLocation="${namespace} ${schema}">`;

const SUFFIX = /^(?:Jr|Sr)\.?$|^(?:II|III|IV)$/;

/** A name in its parts, as arXiv takes it apart: the last word is the key. */
export function nameParts(name: string): { keyname: string; forenames?: string; suffix?: string } {
  const words = name.trim().split(/\s+/);
  const suffix = words.length > 2 && SUFFIX.test(words.at(-1)!) ? words.pop() : undefined;
  const keyname = words.pop() ?? '';
  return { keyname, ...(words.length > 0 && { forenames: words.join(' ') }), ...(suffix && { suffix }) };
}

const day = (instant: string | undefined) => instant?.slice(0, 10);

/** The part that `arXiv` and `arXivRaw` have in common, in each one's order. */
function classesOf(paper: ArxivPaper, acmFirst: boolean): string {
  const acm = paper.acmClass === undefined ? '' : element('acm-class', paper.mscClass ?? 'None');
  const msc = element('msc-class', paper.mscClass);
  return acmFirst ? acm + msc : msc + acm;
}

const tailOf = ({ journalRef, doi, licence, abstract }: ArxivPaper) =>
  element('journal-ref', journalRef) +
  element('doi', doi) +
  element('license', licence) +
  element('abstract', abstract);

function arxiv(paper: ArxivPaper): string {
  const authors = paper.authors.map((name) => {
    const { keyname, forenames, suffix } = nameParts(name);
    return `<author>${element('keyname', keyname)}${element('forenames', forenames)}${element('suffix', suffix)}</author>`;
  });
  const { versions } = paper;
  return (
    `${root('arXiv', 'xmlns', FORMATS.arXiv)}${element('id', paper.arxivId)}${element('created', day(versions[0]))}` +
    `${element('updated', versions.length > 1 ? day(versions.at(-1)) : undefined)}<authors>${authors.join('')}</authors>` +
    `${element('title', paper.title)}${element('categories', paper.categories.join(' '))}` +
    `${element('comments', paper.comment)}${classesOf(paper, false)}${tailOf(paper)}</arXiv>`
  );
}

function arxivRaw(paper: ArxivPaper): string {
  const versions = paper.versions.map(
    (instant, at) =>
      `<version version="v${at + 1}">${element('date', new Date(instant).toUTCString())}<size>${100 + at}kb</size>` +
      `<source_type>D</source_type></version>`,
  );
  return (
    `${root('arXivRaw', 'xmlns', FORMATS.arXivRaw)}${element('id', paper.arxivId)}` +
    `${element('submitter', paper.submitter)}${versions.join('')}${element('title', paper.title)}` +
    `${element('authors', paper.authors.join(', '))}${element('categories', paper.categories.join(' '))}` +
    `${element('comments', paper.comment)}${classesOf(paper, true)}${tailOf(paper)}</arXivRaw>`
  );
}

function dublinCore(paper: ArxivPaper): string {
  const dc = (name: string, text: string | undefined) => element(`dc:${name}`, text);
  const creators = paper.authors.map((name) => {
    const { keyname, forenames, suffix } = nameParts(name);
    return dc('creator', `${keyname}${suffix ? ` ${suffix}` : ''}${forenames ? `, ${forenames}` : ''}`);
  });
  const { versions, doi } = paper;
  return (
    `${root('oai_dc:dc', 'xmlns:oai_dc', FORMATS.oai_dc).replace('>', ' xmlns:dc="http://purl.org/dc/elements/1.1/">')}` +
    `${dc('title', paper.title)}${creators.join('')}${paper.categories.map((one) => dc('subject', one)).join('')}` +
    `${dc('description', paper.abstract)}${dc('description', paper.comment)}${dc('date', day(versions[0]))}` +
    `${dc('date', versions.length > 1 ? day(versions.at(-1)) : undefined)}<dc:type>text</dc:type>` +
    `<dc:identifier>http://arxiv.org/abs/${escaped(paper.arxivId)}</dc:identifier>${dc('identifier', paper.journalRef)}` +
    `${dc('identifier', doi && `doi:${doi}`)}</oai_dc:dc>`
  );
}
