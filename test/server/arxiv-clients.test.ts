import { beforeAll, expect, it } from 'vitest';
import { ingest } from '#catalogue/ingest.ts';
import { arxivResults } from '#test/harness/clients/arxiv-py.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { HOSTILE_TITLE } from '#test/harness/hard-papers.ts';
import { idOf, invented } from '#test/harness/library.ts';
import { type RunningServer, startServer } from '#test/harness/server.ts';
import { until } from '#test/harness/until.ts';

const PAPERS = 450;
const minuteOf = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString();

/** Papers of one topic, a minute apart; some of them hard to set. */
const papers = Array.from({ length: PAPERS }, (_, at) => {
  const n = at + 1;
  return invented(n, {
    title: n % 50 === 0 ? `${HOSTILE_TITLE} \u0007 number ${n}` : `Superconductors of kind ${n}`,
    categories: n % 2 === 0 ? ['cs.CL', 'stat.ML'] : ['hep-th'],
    publishedAt: minuteOf(n),
    updatedAt: minuteOf(1_000 - n),
    ...(n % 3 === 0 && { comment: 'Accepted at a workshop', journalRef: 'Journal of Results 7' }),
    ...(n % 5 === 0 && { doi: `10.1234/abc.${n}` }),
    ...(n === 7 && {
      versions: [
        { name: 'v1', at: minuteOf(7) },
        { name: 'v2', at: minuteOf(993) },
      ],
    }),
  });
});

describeEngines('clients of arXiv’s query API', ({ place, database }) => {
  let server: RunningServer;
  let base: string;
  const all = Array.from({ length: PAPERS }, (_, at) => idOf(at + 1));

  beforeAll(async () => {
    const at = await place();
    const { db, close } = await database(at);
    await ingest(db, papers);
    await close();
    server = await startServer(at, { OFFPRINT_API_LIMIT: '0' });
    base = `${server.url}/api/query`;
    await until('the index has all', async () => {
      const answer = await fetch(`${base}?search_query=all:superconductors&max_results=0`);
      return (await answer.text()).includes(`<opensearch:totalResults>${PAPERS - 9}<`);
    });
  });

  const idsOf = (results: { shortId: string }[]) => results.map(({ shortId }) => shortId.replace(/v\d+$/, ''));

  it('get every paper of a query once, whatever the order and the size of pages', async () => {
    for (const [sortBy, wanted] of [
      ['submittedDate', all.toReversed()],
      ['lastUpdatedDate', all],
    ] as const) {
      const query = 'cat:cs.CL OR cat:hep-th';
      const found = await arxivResults(base, { query, sortBy }, 100);
      expect(found.filter(({ shortId }) => !shortId.startsWith(idOf(7))).map(({ shortId }) => shortId)).toEqual(
        wanted.filter((id) => id !== idOf(7)).map((id) => `${id}v1`),
      );
      expect(idsOf(await arxivResults(base, { query, sortBy, sortOrder: 'ascending' }, 77))).toEqual(
        wanted.toReversed(),
      );
    }
    const byWords = await arxivResults(base, { query: 'all:superconductors' }, 100);
    expect(idsOf(byWords).sort()).toEqual(all.filter((_, at) => (at + 1) % 50 !== 0));
    expect(idsOf(await arxivResults(base, { query: 'ti:superconductors', maxResults: 30 }))).toHaveLength(30);
  });

  it('read every field of every entry, hostile ones too', async () => {
    const found = await arxivResults(base, {
      query: 'submittedDate:[202601010000 TO 202601312359]',
      sortBy: 'submittedDate',
    });
    expect(found).toHaveLength(PAPERS);
    expect(found[0]).toEqual({
      entryId: `http://arxiv.org/abs/${idOf(450)}v1`,
      shortId: `${idOf(450)}v1`,
      updated: new Date(minuteOf(550)),
      published: new Date(minuteOf(450)),
      title: `${HOSTILE_TITLE} number 450`,
      authors: ['Ada Example450'],
      summary: 'What was found in case 450, told at some length.',
      comment: 'Accepted at a workshop',
      journalRef: 'Journal of Results 7',
      doi: '10.1234/abc.450',
      primaryCategory: 'cs.CL',
      categories: ['cs.CL', 'stat.ML'],
      pdfUrl: `https://arxiv.org/pdf/${idOf(450)}v1`,
    });
  });

  it('find single papers by id, in their versions, and hear of those that cannot be', async () => {
    const idList = [idOf(3), '0000.0000', `${idOf(7)}v1`, idOf(7), `${idOf(7)}v3`, 'math/0309136', '2601.99999'];
    const found = await arxivResults(base, { idList });
    expect(found.map(({ shortId }) => shortId)).toEqual([`${idOf(3)}v1`, `${idOf(7)}v1`, `${idOf(7)}v2`]);
    expect(found.map(({ updated }) => updated.toISOString())).toEqual([minuteOf(997), minuteOf(7), minuteOf(993)]);
    expect(await arxivResults(base, { idList: ['2601.99999'] })).toEqual([]);
    await expect(arxivResults(base, { idList: ['abc'] })).rejects.toMatchObject({ status: 400 });
    expect(idsOf(await arxivResults(base, { query: 'cat:cs.CL', idList: [idOf(1), idOf(2)] }))).toEqual([idOf(2)]);
    const nothing = await arxivResults(base, { query: 'ti:nonsuch' });
    expect(nothing).toEqual([]);
  });

  it('are told of mistakes in a feed, with the status that says so', async () => {
    for (const [asked, summary] of [
      ['id_list=abc', 'incorrect id format for abc'],
      ['search_query=(a', 'a parenthesis is never closed'],
      ['search_query=a&start=-1', 'start must be non-negative'],
      ['search_query=a&start=x', 'start must be an integer'],
      ['search_query=a&start=30000', 'start must be less than 30000'],
      ['search_query=a&max_results=2001', 'max_results must be less than or equal to 2000'],
      ['search_query=a&sortBy=votes', 'sortBy must be in: relevance, lastUpdatedDate, submittedDate'],
      ['search_query=a&sortOrder=up', 'sortOrder must be in: ascending, descending'],
    ]) {
      const answer = await fetch(`${base}?${asked}`);
      const text = await answer.text();
      expect([asked, answer.status]).toEqual([asked, 400]);
      expect(text).toContain(`<summary>${summary}</summary>`);
      expect(text).toContain('<id>https://arxiv.org/api/errors#');
      expect(text).toContain('<name>arXiv api core</name>');
    }
  });

  it('may ask by POST, with lists that no address holds', async () => {
    const ids = all.concat(Array.from({ length: 3_000 }, (_, at) => `2602.${String(at).padStart(5, '0')}`));
    const body = new URLSearchParams({ id_list: ids.join(','), max_results: '2000' });
    const answer = await fetch(base, { method: 'POST', body });
    expect(answer.status).toBe(200);
    expect([...(await answer.text()).matchAll(/<entry>/g)]).toHaveLength(PAPERS);
    const mixed = await fetch(`${base}?max_results=5`, {
      method: 'POST',
      body: new URLSearchParams({ search_query: 'ti:"of kind"' }),
    });
    expect([...(await mixed.text()).matchAll(/<entry>/g)]).toHaveLength(5);
    const tooLong = await fetch(base, { method: 'POST', body: new URLSearchParams({ id_list: 'x'.repeat(300_000) }) });
    expect(tooLong.status).toBe(413);
    expect(await server.stop()).toMatchObject({ code: 0 });
  });
});
