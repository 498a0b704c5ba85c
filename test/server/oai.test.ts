import { beforeAll, expect, it } from 'vitest';
import { ingest } from '#catalogue/ingest.ts';
import { arxiv } from '#sources/arxiv/source.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { harvestOnce, listsAt } from '#test/harness/harvesting.ts';
import { idOf, invented } from '#test/harness/library.ts';
import { type RunningServer, startServer } from '#test/harness/server.ts';
import { oaiFaults } from '#test/harness/valid-xml.ts';

const PAPERS = 600;

describeEngines('/oai of a running server', ({ place, database }) => {
  let server: RunningServer;

  beforeAll(async () => {
    const at = await place();
    const { db, close } = await database(at);
    await ingest(
      db,
      Array.from({ length: PAPERS }, (_, n) => invented(n + 1, { categories: ['cs.CL'] })),
    );
    await close();
    server = await startServer(at, { OFFPRINT_CONTACT: 'librarian@example.org' });
  });

  it('answers by GET and by POST the same, and what it answers is valid', async () => {
    for (const query of [
      'verb=Identify',
      'verb=ListSets',
      'verb=ListMetadataFormats',
      `verb=GetRecord&metadataPrefix=arXiv&identifier=oai:arXiv.org:${idOf(5)}`,
      'verb=ListIdentifiers&metadataPrefix=oai_dc&set=cs:cs:CL&from=2020-01-01',
      'verb=ListRecords&metadataPrefix=arXiv',
      'verb=Nonsense',
    ]) {
      const [byGet, byPost] = [
        await fetch(`${server.url}/oai?${query}`),
        await fetch(`${server.url}/oai`, { method: 'POST', body: new URLSearchParams(query) }),
      ];
      expect([byGet.status, byPost.status]).toEqual([200, 200]);
      expect(byGet.headers.get('content-type')).toMatch(/^text\/xml/);
      const [one, other] = [await byGet.text(), await byPost.text()];
      expect(await oaiFaults(one)).toEqual([]);
      const timeless = (body: string) => body.replace(/<responseDate>.*?</, '<');
      expect(timeless(other)).toBe(timeless(one));
    }
    const identify = await (await fetch(`${server.url}/oai?verb=Identify`)).text();
    expect(identify).toContain(`<baseURL>${server.url}/oai</baseURL>`);
    expect(identify).toContain('<adminEmail>librarian@example.org</adminEmail>');
  });

  it('is harvested completely by another Offprint', async () => {
    const theirs = await database();
    const lists = listsAt(arxiv, `${server.url}/oai`, { values: ['cs.CL'], list: /changes cs:cs:CL$/ });
    expect(await harvestOnce(theirs, lists)).toMatchObject([{ outcome: 'done' }]);
    const ids = await theirs.db.selectFrom('papers').select('id').orderBy('id').execute();
    expect(ids.map(({ id }) => id)).toEqual(Array.from({ length: PAPERS }, (_, n) => idOf(n + 1)));
    expect(await server.stop()).toMatchObject({ code: 0 });
  });
});
