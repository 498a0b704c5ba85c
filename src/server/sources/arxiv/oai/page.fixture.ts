/** OAI-PMH pages in arXiv's shape, made for tests. */
export interface MadeRecord {
  id: string;
  datestamp?: string;
  deleted?: boolean;
  format?: 'arXiv' | 'arXivRaw' | 'oai_dc';
  /** By element, in order. */
  fields?: Record<string, string>;
  authors?: { keyname: string; forenames?: string; suffix?: string; affiliation?: string[] }[];
  versions?: { name: string; date: string; flags?: string }[];
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
export const tag = (name: string, text: string) => `<${name}>${escaped(text)}</${name}>`;

export function madeRecord(record: MadeRecord): string {
  const { id, datestamp = '2026-11-23', deleted, format = 'arXiv', fields = {}, authors, versions = [] } = record;
  const header =
    `<header${deleted ? ' status="deleted"' : ''}>${tag('identifier', `oai:arXiv.org:${id}`)}` +
    `${tag('datestamp', datestamp)}<setSpec>cs:cs:CL</setSpec></header>`;
  if (deleted) return `<record>${header}</record>`;
  const author = (one: NonNullable<typeof authors>[number]) =>
    `<author>${tag('keyname', one.keyname)}${one.forenames === undefined ? '' : tag('forenames', one.forenames)}` +
    `${one.suffix === undefined ? '' : tag('suffix', one.suffix)}` +
    `${(one.affiliation ?? []).map((place) => tag('affiliation', place)).join('')}</author>`;
  const version = ({ name, date, flags }: (typeof versions)[number]) =>
    `<version version="${name}">${tag('date', date)}<size>1kb</size>${flags ? tag('source_type', flags) : ''}</version>`;
  const body = [
    tag('id', id),
    ...versions.map(version),
    authors ? `<authors>${authors.map(author).join('')}</authors>` : '',
    ...Object.entries(fields).map(([name, text]) => tag(name, text)),
  ].join('\n  ');
  return `<record>${header}\n<metadata><${format} xmlns="http://arxiv.org/OAI/${format}/">${body}</${format}></metadata></record>`;
}

export interface MadePage {
  records?: string[];
  /** Empty ends the list with an empty element; undefined with none. */
  token?: string;
  expiresAt?: string;
  error?: { code: string; words?: string | undefined };
  answeredAt?: string | undefined;
}

export function madePage(page: MadePage): Buffer {
  const { records = [], token, error, answeredAt = '2026-11-24T04:00:00Z', expiresAt = '2026-11-25T00:00:00Z' } = page;
  const list =
    error === undefined
      ? `<ListRecords>${records.join('\n')}${token === undefined ? '' : `<resumptionToken expirationDate="${expiresAt}">${escaped(token)}</resumptionToken>`}</ListRecords>`
      : `<error code="${error.code}">${escaped(error.words ?? '')}</error>`;
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">${tag('responseDate', answeredAt)}<request verb="ListRecords">https://oaipmh.arxiv.org/oai</request>${list}</OAI-PMH>`,
  );
}
