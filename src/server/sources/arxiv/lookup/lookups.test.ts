import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from '../../../../../test/harness/imports.ts';
import { BrokenPage, type RecordReading } from '../../source.ts';
import { madePage, madeRecord, tag } from '../oai/page.fixture.ts';
import { arxiv } from '../source.ts';

const moment = { now: new Date('2026-11-24T05:00:00Z') };
const [byRecord, byQuery] = arxiv.lookups!({ arxivId: 'hep-th/9901001' }, { addresses: arxiv.addresses, key: '' });
const query = (body: string | Uint8Array) => byQuery!.parse(Buffer.from(body), moment);
const sightings = (readings: RecordReading[]) =>
  readings.map((reading) => {
    if (!('sighting' in reading)) throw new Error(reading.rejected);
    return reading.sighting;
  });

describe('one paper', () => {
  it('is asked of OAI-PMH, then of the query API; a DOI of neither', () => {
    expect(byRecord!.ask.url).toBe(
      'https://oaipmh.arxiv.org/oai?verb=GetRecord&metadataPrefix=arXivRaw&identifier=oai%3AarXiv.org%3Ahep-th%2F9901001',
    );
    expect(byQuery!.ask.url).toBe('https://export.arxiv.org/api/query?id_list=hep-th%2F9901001&max_results=1');
    expect(arxiv.lookups!({ doi: '10.1000/1' }, { addresses: arxiv.addresses, key: '' })).toEqual([]);
  });

  it('is read from its record; one that does not exist has none; any other error is told', () => {
    const record = madeRecord({ id: 'hep-th/9901001', format: 'arXivRaw', fields: { title: 'T' } });
    const body = Buffer.from(
      madePage({ records: [record] })
        .toString()
        .replaceAll('ListRecords>', 'GetRecord>'),
    );
    expect(sightings(byRecord!.parse(body, moment))).toMatchObject([{ arxivId: 'hep-th/9901001', title: 'T' }]);
    expect(byRecord!.parse(madePage({ error: { code: 'idDoesNotExist' } }), moment)).toEqual([]);
    expect(() => byRecord!.parse(madePage({ error: { code: 'badArgument', words: 'no' } }), moment)).toThrow(
      'arXiv answers with badArgument, “no”.',
    );
  });
});

describe('an answer of the query API', () => {
  const entry = (more: string) =>
    `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"><title>arXiv Query</title><entry><id>http://arxiv.org/abs/2611.01234v2</id>${more}</entry></feed>`;
  const whole =
    `${tag('title', 'T')}<updated>2026-11-20T10:00:00Z</updated><published>2026-11-02T09:00:00Z</published>` +
    `${tag('summary', ' We study. ')}<category term="cs.AI"/><category term="81P68"/><category term="F.2.2; I.2"/>` +
    '<category term="cond-mat.mtrl-sci"/><arxiv:primary_category term="cond-mat.mtrl-sci"/>' +
    '<arxiv:comment>9 pages, https://one.github.io/x</arxiv:comment><arxiv:doi>10.1000/ABC</arxiv:doi>' +
    '<author><name>A. One</name><arxiv:affiliation>Here</arxiv:affiliation><arxiv:affiliation>There</arxiv:affiliation></author>';

  it('becomes a sighting with all that it says, the primary category first, classes of others left out', () => {
    expect(sightings(query(entry(whole)))).toEqual([
      {
        source: 'arxiv',
        sourceKey: 'oai:arXiv.org:2611.01234 query',
        seenAt: '2026-11-24T05:00:00.000Z',
        url: 'https://arxiv.org/abs/2611.01234',
        arxivId: '2611.01234',
        doi: '10.1000/abc',
        title: 'T',
        abstract: 'We study.',
        authors: [{ name: 'A. One', affiliation: 'Here; There' }],
        publishedAt: '2026-11-02T09:00:00.000Z',
        updatedAt: '2026-11-20T10:00:00.000Z',
        categories: ['cond-mat.mtrl-sci', 'cs.AI'],
        comment: '9 pages, https://one.github.io/x',
        links: [{ kind: 'project', url: 'https://one.github.io/x' }],
      },
    ]);
  });

  it('tells of a withdrawal on the day of the last version', () => {
    const withdrawn = entry(whole.replace('9 pages', 'This paper has been withdrawn, see'));
    expect(sightings(query(withdrawn))[0]!.withdrawnOn).toBe('2026-11-20');
  });

  it('keeps an entry that cannot be read', () => {
    const [reading] = query(entry(''));
    expect(reading).toMatchObject({
      rejected: 'The field “title” is missing or empty.',
      key: 'http://arxiv.org/abs/2611.01234v2',
    });
    expect(query((reading as { raw: string }).raw)).toEqual([reading]);
  });

  it('is no answer where it is half of one, or another page', () => {
    expect(() => query(entry(whole).slice(0, -20))).toThrow(BrokenPage);
    expect(() => query('<html>Rate exceeded.</html>')).toThrow(BrokenPage);
  });
});

const fixtures = join(REPOSITORY, '../shared/fixtures/arxiv-api');

describe.skipIf(!existsSync(fixtures))('what the query API answered (../shared/fixtures/arxiv-api)', () => {
  const recorded = (name: string) => {
    const file = readdirSync(fixtures).find((one) => one.startsWith(name))!;
    return (JSON.parse(readFileSync(join(fixtures, file), 'utf8')) as { body: string }).body;
  };

  it('no entry for an id that nobody has', () => {
    expect(query(recorded('id_0000.0000'))).toEqual([]);
    expect(query(recorded('id_0808.05394_s0'))).toEqual([]);
  });

  it('an error for what is no id', () => {
    expect(() => query(recorded('id_abc'))).toThrow('arXiv answers with an error: “incorrect id format for abc”.');
  });

  it('an old paper, with affiliations', () => {
    expect(sightings(query(recorded('id_astro-ph_0601001')))).toMatchObject([
      {
        arxivId: 'astro-ph/0601001',
        publishedAt: '2006-01-02T14:57:58.000Z',
        journalRef: 'ActaAstron.56:1-50,2006',
        categories: ['astro-ph'],
        authors: [
          { name: 'Andrew Gould', affiliation: 'Ohio State' },
          { name: 'Susan Dorsher', affiliation: 'Ohio State' },
          { name: 'B. Scott Gaudi', affiliation: 'CfA' },
          { name: 'Andrzej Udalski', affiliation: 'Warsaw University Observatory' },
        ],
      },
    ]);
  });

  it('a day of 405 entries, none refused', () => {
    const read = sightings(query(readFileSync(join(fixtures, 'one-day-405-entries.xml'))));
    expect(read).toHaveLength(405);
    expect(new Set(read.map(({ sourceKey }) => sourceKey)).size).toBe(405);
    expect(read.every(({ publishedAt, categories, authors }) => publishedAt && categories && authors)).toBe(true);
    expect(read.filter(({ withdrawnOn }) => withdrawnOn)).toEqual([]);
  });
});
