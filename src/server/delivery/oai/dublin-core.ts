import type { Paper } from '#catalogue/paper.ts';
import { xmlElement } from '../xml-text.ts';
import { nameParts } from './arxiv-record.ts';

const creator = (name: string) => {
  const { keyname, forenames, suffix } = nameParts(name);
  const family = suffix ? `${keyname} ${suffix}` : keyname;
  return forenames ? `${family}, ${forenames}` : family;
};

/**
 * A paper in unqualified Dublin Core (http://www.openarchives.org/OAI/2.0/oai_dc/), as arXiv writes it: creators family
 * name first, the comment as a second description, addresses as identifiers.
 * @param address of the paper's page here.
 */
export function dublinCore(paper: Paper, address: string): string {
  const dc = (name: string, text: string | undefined) => xmlElement(`dc:${name}`, text);
  const dates = new Set([paper.publishedAt ?? paper.day, paper.updatedAt].map((at) => at?.slice(0, 10)));
  return [
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" ' +
      'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
      'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd">',
    dc('title', paper.title),
    ...paper.authors.map(({ name }) => dc('creator', creator(name))),
    ...[...paper.categories, ...paper.keywords].map((subject) => dc('subject', subject)),
    dc('description', paper.abstract),
    dc('description', paper.comment),
    ...[...dates].map((date) => dc('date', date)),
    dc('type', 'text'),
    dc('identifier', paper.arxivId && `https://arxiv.org/abs/${paper.arxivId}`),
    dc('identifier', paper.doi && `doi:${paper.doi}`),
    dc('identifier', address),
    dc('source', paper.journalRef),
    dc('rights', paper.licence),
    '</oai_dc:dc>',
  ].join('');
}
