import { expect, it } from 'vitest';
import { ingest } from '#catalogue/ingest.ts';
import type { Db } from '#db/schema.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { HOSTILE_TITLE } from '#test/harness/hard-papers.ts';
import { idOf, invented } from '#test/harness/library.ts';
import { ask, headersOf, many } from './asking.fixture.ts';
import { OaiProvider } from './provider.ts';

/** The catalogue's revisions as if they had come at these instants, the first of them first. */
async function dated(db: Db, instants: string[]): Promise<void> {
  const rows = await db.selectFrom('revisions').select('revision').orderBy('revision').execute();
  for (const [at, { revision }] of rows.entries()) {
    await db.updateTable('revisions').set({ at: instants[at]! }).where('revision', '=', revision).execute();
  }
}

describeEngines('the provider for OAI-PMH', ({ database }) => {
  it('answers the six verbs, and every answer is what the schemas describe', async () => {
    const { db } = await database();
    const hard = invented(2, {
      title: `${HOSTILE_TITLE} \u0001`,
      abstract: 'First paragraph <a> & b.\n\nSecond paragraph.',
      authors: [{ name: 'Anna van der Berg III', affiliation: 'A & B' }, { name: 'Plato' }],
      categories: ['math.CO', 'cs.DM', '05C10'],
      doi: '10.1234/ABC.def',
      licence: 'http://creativecommons.org/licenses/by/4.0/',
      publishedAt: '2026-01-05T10:11:12.000Z',
      updatedAt: '2026-02-05T10:11:12.000Z',
    });
    const { arxivId: _, ...foreign } = invented(3, { doi: '10.5555/x<y>(z)', title: 'Of no preprint server at all' });
    await ingest(db, [invented(1), hard, foreign]);
    const provider = new OaiProvider(db);
    const identify = await ask(provider, 'verb=Identify');
    expect(identify).toContain('<adminEmail>someone@example.org</adminEmail>');
    expect(identify).toContain('<baseURL>http://localhost:3000/oai</baseURL>');
    const sets = await ask(provider, 'verb=ListSets');
    for (const spec of ['cs', 'cs:cs', 'cs:cs:CL', 'physics', 'physics:hep-th', 'math:math:NA', 'physics:physics']) {
      expect(sets).toContain(`<setSpec>${spec}</setSpec>`);
    }
    const other = 'oai:localhost:10.5555/x%3Cy%3E(z)';
    expect(await ask(provider, 'verb=ListMetadataFormats')).toMatch(/oai_dc.*arXiv/s);
    const formats = await ask(provider, new URLSearchParams({ verb: 'ListMetadataFormats', identifier: other }));
    expect(formats).not.toContain('<metadataPrefix>arXiv<');
    const record = await ask(provider, `verb=GetRecord&metadataPrefix=arXiv&identifier=oai:arXiv.org:${idOf(2)}`);
    expect(record).toContain('<keyname>Berg</keyname><forenames>Anna van der</forenames><suffix>III</suffix>');
    expect(record).toContain('<created>2026-01-05</created><updated>2026-02-05</updated>');
    expect(record).toContain('<setSpec>math:math:CO</setSpec><setSpec>cs:cs:DM</setSpec></header>');
    const dublin = await ask(
      provider,
      new URLSearchParams({ verb: 'GetRecord', metadataPrefix: 'oai_dc', identifier: other }),
    );
    expect(dublin).toContain('<dc:identifier>doi:10.5555/x&lt;y&gt;(z)</dc:identifier>');
    expect((await headersOf(provider, 'verb=ListRecords&metadataPrefix=oai_dc')).map(({ id }) => id).sort()).toEqual(
      [`oai:arXiv.org:${idOf(1)}`, `oai:arXiv.org:${idOf(2)}`, other].sort(),
    );
    expect(await headersOf(provider, 'verb=ListIdentifiers&metadataPrefix=arXiv')).toHaveLength(2);
  });

  it('lists by the time of the last change, to the second or the day, both ends included', async () => {
    const { db } = await database();
    await ingest(db, many(1, 3));
    await ingest(db, many(4, 5));
    await ingest(db, many(5, 6, { comment: 'Changed' }));
    await dated(db, [
      '2026-01-01T00:00:00.000Z',
      '2026-01-01T23:59:59.999Z',
      '2026-01-02T00:00:00.000Z',
      '2026-01-02T10:00:00.500Z',
    ]);
    const provider = new OaiProvider(db);
    const listed = async (window: string) => {
      const all = await headersOf(provider, `verb=ListIdentifiers&metadataPrefix=arXiv${window}`);
      return all.map(({ id, at }) => `${Number(id.slice(-5))} ${at}`);
    };
    const [first, second, third] = [
      ['1 2026-01-01T23:59:59Z', '2 2026-01-01T23:59:59Z', '3 2026-01-01T23:59:59Z'],
      ['4 2026-01-02T00:00:00Z'],
      ['5 2026-01-02T10:00:00Z', '6 2026-01-02T10:00:00Z'],
    ];
    expect(await listed('')).toEqual([...first, ...second, ...third]);
    expect(await listed('&from=2026-01-02')).toEqual([...second, ...third]);
    expect(await listed('&until=2026-01-01')).toEqual(first);
    expect(await listed('&from=2026-01-01T23:59:59Z&until=2026-01-01T23:59:59Z')).toEqual(first);
    expect(await listed('&from=2026-01-02T00:00:00Z&until=2026-01-02T09:59:59Z')).toEqual(second);
    expect(await listed('&from=2026-01-02T10:00:00Z&until=2026-01-02T10:00:00Z')).toEqual(third);
    expect(await listed('&from=2026-01-02T00:00:01Z')).toEqual(third);
  });

  it('lists a set with all that is within it, and page by page the same', async () => {
    const { db } = await database();
    await ingest(db, [
      ...many(1, 30),
      ...many(31, 40, { categories: ['hep-th', 'cs.LG'] }),
      ...many(41, 45, { categories: [] }),
    ]);
    const provider = new OaiProvider(db, { records: 7, headers: 7 });
    const counts = async (set: string) =>
      (await headersOf(provider, `verb=ListIdentifiers&metadataPrefix=oai_dc${set && `&set=${set}`}`)).length;
    const wanted = { '': 45, cs: 40, 'cs:cs': 40, 'cs:cs:CL': 30, 'cs:cs:LG': 10, physics: 10, 'physics:hep-th': 10 };
    for (const [set, count] of Object.entries(wanted)) expect([set, await counts(set)]).toEqual([set, count]);
    const whole = await headersOf(new OaiProvider(db), 'verb=ListRecords&metadataPrefix=oai_dc');
    expect(await headersOf(provider, 'verb=ListRecords&metadataPrefix=oai_dc')).toEqual(whole);
  });

  it('loses no paper of a list while papers change, come and merge between its pages', async () => {
    const { db } = await database();
    await ingest(db, many(1, 50));
    const provider = new OaiProvider(db, { records: 6, headers: 6 });
    const seen = await headersOf(provider, 'verb=ListIdentifiers&metadataPrefix=arXiv&set=cs', async (page) => {
      // What has been sent changes, what has not been sent too, and there are new ones.
      if (page <= 5)
        await ingest(db, [
          ...many(page, page + 1, { comment: `page ${page}` }),
          ...many(51 - page, 51 - page, { comment: 'x' }),
          invented(100 + page, { categories: ['cs.CL'] }),
        ]);
    });
    const ids = new Set(seen.map(({ id }) => Number(id.slice(-5))));
    expect([...ids].sort((a, b) => a - b)).toEqual([
      ...Array.from({ length: 50 }, (_, at) => at + 1),
      101,
      102,
      103,
      104,
      105,
    ]);
    expect(seen.length).toBeGreaterThan(ids.size);
    expect(seen.map(({ at }) => at)).toEqual(seen.map(({ at }) => at).toSorted());
  });

  it('says of a paper that has merged into another that it is deleted, in the sets of that one', async () => {
    const { db } = await database();
    const { arxivId, ...byDoi } = invented(1, { doi: '10.1234/one', sourceKey: 'journal', source: 'crossref' });
    await ingest(db, [byDoi]);
    const provider = new OaiProvider(db);
    expect(await headersOf(provider, 'verb=ListIdentifiers&metadataPrefix=oai_dc')).toMatchObject([
      { id: 'oai:localhost:10.1234/one', isDeleted: false, sets: [] },
    ]);
    await ingest(db, [invented(1, { doi: '10.1234/one', categories: ['cs.CL'] })]);
    const now = await headersOf(provider, 'verb=ListRecords&metadataPrefix=oai_dc&set=cs:cs:CL');
    expect(now).toMatchObject([
      { id: `oai:arXiv.org:${arxivId}`, isDeleted: false, sets: ['cs:cs:CL'] },
      { id: 'oai:localhost:10.1234/one', isDeleted: true, sets: ['cs:cs:CL'] },
    ]);
    const gone = await ask(provider, 'verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:10.1234/one');
    expect(gone).toContain('<header status="deleted">');
    expect(gone).not.toContain('<metadata>');
    // In arXiv's format there never was such a record.
    expect(await headersOf(provider, 'verb=ListRecords&metadataPrefix=arXiv')).toHaveLength(1);
  });
});
