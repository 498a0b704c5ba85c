import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ingest } from '#catalogue/ingest.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { idOf, invented } from '#test/harness/library.ts';
import { oaiFaults } from '#test/harness/valid-xml.ts';
import { ask, codeIn, many } from './asking.fixture.ts';
import { OaiProvider } from './provider.ts';
import { VERBS } from './request.ts';

describeEngines('the provider for OAI-PMH', ({ database }) => {
  it('tells every kind of mistake by the protocol’s code', async () => {
    const { db } = await database();
    const provider = new OaiProvider(db);
    const none = 'verb=ListRecords&metadataPrefix=oai_dc';
    expect(codeIn(await ask(provider, none))).toBe('noRecordsMatch');
    expect(codeIn(await ask(provider, 'verb=Identify'))).toBeUndefined();
    const { arxivId: _, ...foreign } = invented(3, { doi: '10.5555/xyz', title: 'Of no preprint server at all' });
    await ingest(db, [...many(10, 12), foreign]);
    const cases: [string, string][] = [
      ['', 'badVerb'],
      ['verb=Nonsense', 'badVerb'],
      ['verb=Identify&verb=Identify', 'badVerb'],
      ['verb=Identify&x=1', 'badArgument'],
      ['verb=Identify&set=cs', 'badArgument'],
      ['verb=ListRecords', 'badArgument'],
      ['verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=arXiv', 'badArgument'],
      ['verb=ListRecords&metadataPrefix=', 'badArgument'],
      [`${none}&from=2026-13-01`, 'badArgument'],
      [`${none}&from=2026-01-01T00:00:00`, 'badArgument'],
      [`${none}&from=2026-02-30`, 'badArgument'],
      [`${none}&from=2026-01-01&until=2026-01-01T00:00:00Z`, 'badArgument'],
      [`${none}&from=2026-01-02&until=2026-01-01`, 'badArgument'],
      [`${none}&set=no:such`, 'badArgument'],
      [`${none}&set=hep-ex`, 'badArgument'],
      [`${none}&set=math`, 'noRecordsMatch'],
      [`${none}&until=2001-01-01`, 'noRecordsMatch'],
      [`${none}&from=2999-01-01T00:00:00Z`, 'noRecordsMatch'],
      [`${none}&resumptionToken=x`, 'badArgument'],
      ['verb=ListRecords&resumptionToken=x', 'badResumptionToken'],
      ['verb=ListRecords&resumptionToken=m%3Doai_dc%26r%3D1%26g%3D0%26n%3Dx%26i%3Da', 'badResumptionToken'],
      ['verb=ListRecords&resumptionToken=m%3Dnone%26r%3D1%26g%3D0%26n%3D1%26i%3Da', 'badResumptionToken'],
      ['verb=ListSets&resumptionToken=x', 'badResumptionToken'],
      ['verb=ListRecords&metadataPrefix=marc21', 'cannotDisseminateFormat'],
      ['verb=GetRecord&metadataPrefix=oai_dc', 'badArgument'],
      ['verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:arXiv.org:2601.99999', 'idDoesNotExist'],
      ['verb=GetRecord&metadataPrefix=oai_dc&identifier=nonsense', 'badArgument'],
      ['verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:%25E0%25A4%25A', 'badArgument'],
      ['verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:%25E0%25A4%25AF', 'idDoesNotExist'],
      ['verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:%2500', 'idDoesNotExist'],
      ['verb=ListRecords&metadataPrefix=a+b', 'badArgument'],
      ['verb=ListMetadataFormats&identifier=oai:localhost:nothing', 'idDoesNotExist'],
      ['verb=GetRecord&metadataPrefix=arXiv&identifier=oai:localhost:10.5555/xyz', 'cannotDisseminateFormat'],
    ];
    for (const [query, code] of cases) expect([query, codeIn(await ask(provider, query))]).toEqual([query, code]);
  });

  it('answers whatever it is asked in the protocol’s form', async () => {
    const { db } = await database();
    await ingest(db, many(1, 3));
    const provider = new OaiProvider(db, { records: 2, headers: 2 });
    const name = fc.constantFrom(
      'verb',
      'metadataPrefix',
      'identifier',
      'from',
      'until',
      'set',
      'resumptionToken',
      'x',
    );
    const value = fc.oneof(
      fc.constantFrom(
        ...VERBS,
        'oai_dc',
        'arXiv',
        'cs',
        '2026-01-01',
        `oai:arXiv.org:${idOf(1)}`,
        'm=arXiv&r=1&g=0&n=2&i=a',
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    );
    const verb = fc.constantFrom(...VERBS);
    await fc.assert(
      fc.asyncProperty(verb, fc.array(fc.tuple(name, value), { maxLength: 4 }), async (first, rest) => {
        await ask(provider, new URLSearchParams([['verb', first], ...rest]));
      }),
      { numRuns: 25 },
    );
  });
});

describe('the schemas', () => {
  it('find what is wrong', async () => {
    const good =
      '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-01-01T00:00:00Z</responseDate>' +
      '<request>http://localhost/oai</request><error code="badVerb">x</error></OAI-PMH>';
    expect(await oaiFaults(good)).toEqual([]);
    expect(await oaiFaults(good.replace('badVerb', 'worseVerb'))).not.toEqual([]);
    expect(await oaiFaults(good.replace('00:00:00Z', '00:00:00.000Z'))).not.toEqual([]);
    expect(await oaiFaults(good.replace('<error code="badVerb">x</error>', '<ListRecords/>'))).not.toEqual([]);
    expect(await oaiFaults(`${good}x`)).not.toEqual([]);
  });
});
