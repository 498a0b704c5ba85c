import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { childOf, childrenOf, textOf } from '#sources/xml/read.ts';
import { ARXIV_FILE, type ArxivPaper, arxivPapers, inventedPapers } from './stand-ins/arxiv-papers.ts';
import { errorAt, fixture, identifiers, open, shapeOf, walk, xmlAt, xmlOf } from './stand-ins/looking.ts';
import { standIn } from './stand-ins/stand-in.ts';

const OAI = fixture('arxiv-oai/GetRecord.xml');

describe('the papers', () => {
  it.skipIf(!existsSync(ARXIV_FILE))(`are real ones where they lie beside the repository (${ARXIV_FILE})`, async () => {
    const papers = await arxivPapers(500);
    expect(papers.length).toBe(500);
    expect(papers[1]!.title).toBe('CORDIC Is All You Need');
    expect(new Set(papers.map(({ arxivId }) => arxivId)).size).toBe(500);
  });

  it('are invented ones else, as many as are wanted, all different', () => {
    const papers = inventedPapers(100_000);
    expect(new Set(papers.map(({ arxivId }) => arxivId)).size).toBe(100_000);
    expect(papers.every(({ arxivId }) => /^26\d{2}\.\d{5}$/.test(arxivId))).toBe(true);
  });
});

describe('OAI-PMH', () => {
  it.skipIf(OAI.isMissing)(`answers in the shape of arXiv (${OAI.file})`, async () => {
    const [paper] = inventedPapers(1);
    const record = { ...paper!, authors: ['Albert Gu'], versions: [...paper!.versions, '2026-02-02T00:00:00Z'] };
    const { url } = await open(standIn({ kind: 'oai', records: [record] }));
    const answer = await xmlAt(`${url}?verb=GetRecord&identifier=oai:arXiv.org:${paper!.arxivId}&metadataPrefix=arXiv`);
    expect([...shapeOf(answer)]).toEqual([...shapeOf(xmlOf(OAI.read()))]);
  });

  it.each(['arXiv', 'arXivRaw', 'oai_dc'])('gives every record once, walking the tokens of %s', async (prefix) => {
    const { url, catalogue } = await open(standIn({ kind: 'oai', records: 530, pageSize: 50 }));
    const { names, pages } = await walk(url, 'ListRecords', `metadataPrefix=${prefix}`);
    expect(pages.length).toBe(11);
    expect(names.toSorted()).toEqual(identifiers(catalogue.inOrder()));
  });

  it('gives the records of a set and of days', async () => {
    const records = inventedPapers(600);
    const { url } = await open(standIn({ kind: 'oai', records, pageSize: 7 }));
    const asked = (query: string) => walk(url, 'ListIdentifiers', `metadataPrefix=arXiv&${query}`);
    const wanted = (holds: (paper: ArxivPaper) => boolean) => identifiers(records.filter(holds));
    const learning = await asked('set=cs:cs:LG');
    expect(learning.names.toSorted()).toEqual(wanted(({ categories }) => categories.includes('cs.LG')));
    const physics = await asked('set=physics');
    expect(physics.names.toSorted()).toEqual(wanted(({ categories }) => categories.includes('hep-th')));
    const days = await asked('from=2026-01-07&until=2026-01-09&set=cs');
    const isThen = ({ datestamp, categories }: ArxivPaper) =>
      datestamp >= '2026-01-07' && datestamp <= '2026-01-09' && categories.some((one) => one.startsWith('cs.'));
    expect(days.names.toSorted()).toEqual(wanted(isThen));
    expect(days.names.length).toBeGreaterThan(14);
  });

  it('ends a list that was resumed with an empty token, and one of one page with none', async () => {
    const { url } = await open(standIn({ kind: 'oai', records: inventedPapers(30), pageSize: 20 }));
    const list = childOf(await xmlAt(`${url}?verb=ListRecords&metadataPrefix=arXiv`), 'ListRecords');
    const token = childOf(list, 'resumptionToken');
    expect(token?.attributes.expirationDate).toMatch(/^\d{4}-\d\d-\d\dT00:00:00Z$/);
    expect(decodeURIComponent(textOf(token))).toMatch(
      /^verb=ListRecords&metadataPrefix=arXiv(&from=[\d-]+)?&skip=\d+$/,
    );
    const next = await xmlAt(`${url}?verb=ListRecords&resumptionToken=${encodeURIComponent(textOf(token))}`);
    expect(childOf(childOf(next, 'ListRecords'), 'resumptionToken')).toMatchObject({ attributes: {}, children: [] });
    const whole = await xmlAt(`${url}?verb=ListIdentifiers&metadataPrefix=arXiv&set=cs:cs:CL`);
    expect(childOf(childOf(whole, 'ListIdentifiers'), 'resumptionToken')).toBeUndefined();
  });

  it('answers errors with status 200', async () => {
    const { url } = await open(standIn({ kind: 'oai', records: 20 }));
    expect((await fetch(`${url}?verb=Nonsense`)).status).toBe(200);
    const list = `${url}?verb=ListRecords&metadataPrefix=arXiv`;
    const future = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    const wanted: Record<string, string> = {
      [`${url}?verb=Nonsense`]: 'badVerb',
      [`${url}?verb=ListRecords&verb=ListRecords`]: 'badVerb',
      [`${url}?verb=ListRecords`]: 'badArgument',
      [`${list}&from=2005-09-15`]: 'badArgument',
      [`${list}&from=2026-02-30`]: 'badArgument',
      [`${list}&until=${future}`]: 'badArgument',
      [`${list}&set=cs:cs:XX`]: 'badArgument',
      [`${list}&from=2005-09-16&until=2005-09-17`]: 'noRecordsMatch',
      [`${url}?verb=ListRecords&metadataPrefix=marc`]: 'cannotDisseminateFormat',
      [`${url}?verb=ListRecords&resumptionToken=verb%3DListRecords`]: 'badResumptionToken',
      [`${url}?verb=GetRecord&metadataPrefix=arXiv&identifier=oai:arXiv.org:0704.0001`]: 'idDoesNotExist',
    };
    for (const [address, code] of Object.entries(wanted))
      expect([address, await errorAt(address)]).toEqual([address, code]);
  });

  it('tells of itself, its formats and its sets, and takes forms', async () => {
    const { url } = await open(standIn({ kind: 'oai', records: 5 }));
    expect(textOf(childOf(childOf(await xmlAt(`${url}?verb=Identify`), 'Identify'), 'granularity'))).toBe('YYYY-MM-DD');
    const formats = childOf(await xmlAt(`${url}?verb=ListMetadataFormats`), 'ListMetadataFormats');
    expect(childrenOf(formats, 'metadataFormat').map((one) => textOf(childOf(one, 'metadataPrefix')))).toEqual([
      'oai_dc',
      'arXiv',
      'arXivRaw',
    ]);
    const answer = await fetch(url, { method: 'POST', body: new URLSearchParams({ verb: 'ListSets' }) });
    const sets = childrenOf(childOf(xmlOf(new Uint8Array(await answer.arrayBuffer())), 'ListSets'), 'set');
    const specs = sets.map((one) => textOf(childOf(one, 'setSpec')));
    expect(specs).toEqual(expect.arrayContaining(['cs', 'cs:cs', 'cs:cs:CL', 'physics:hep-th', 'math:math:NA']));
    expect(new Set(specs).size).toBe(specs.length);
  });

  it('prints the MSC class as the ACM class, as arXiv does', async () => {
    const [paper] = inventedPapers(1);
    const { url } = await open(
      standIn({ kind: 'oai', records: [{ ...paper!, mscClass: '68T50', acmClass: 'I.2.7' }] }),
    );
    for (const prefix of ['arXiv', 'arXivRaw']) {
      const answer = await xmlAt(`${url}?verb=ListRecords&metadataPrefix=${prefix}`);
      const record = childOf(childOf(childOf(childOf(answer, 'ListRecords'), 'record'), 'metadata'), prefix);
      expect(textOf(childOf(record, 'acm-class'))).toBe('68T50');
    }
  });

  it('changes while it is read: what is replaced goes to the end, under its new day', async () => {
    const records = inventedPapers(120);
    const { url, catalogue } = await open(standIn({ kind: 'oai', records, pageSize: 10 }));
    const first = catalogue.inOrder()[0]!;
    catalogue.replace(first.arxivId, '2026-03-03', { title: 'Another title' });
    catalogue.put({ ...first, arxivId: '2603.00001', datestamp: '2026-03-04' });
    const { names } = await walk(url, 'ListRecords', 'metadataPrefix=arXiv');
    expect(names.length).toBe(121);
    expect(names.slice(-2)).toEqual([`oai:arXiv.org:${first.arxivId}`, 'oai:arXiv.org:2603.00001']);
    const later = await walk(url, 'ListRecords', 'metadataPrefix=arXivRaw&from=2026-03-01');
    expect(later.names.length).toBe(2);
  });
});
