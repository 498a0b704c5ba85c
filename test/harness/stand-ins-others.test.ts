import { describe, expect, it } from 'vitest';
import { childOf, childrenOf, textOf } from '#sources/xml/read.ts';
import { inventedPapers } from './stand-ins/arxiv-papers.ts';
import { inventedRows } from './stand-ins/daily-rows.ts';
import { fixture, jsonAt, keysOf, open, shapeOf, xmlAt, xmlOf } from './stand-ins/looking.ts';
import { VENUE } from './stand-ins/openreview.ts';
import { standIn } from './stand-ins/stand-in.ts';

const RSS = fixture('arxiv-rss/cs.xml');
const ENTRY = fixture('arxiv-api/id_1605.08386_s0_m100_199195aa31ad.json');
const MALFORMED = fixture('arxiv-api/id_abc_s0_m100_b79c8dcf6bc3.json');
const DAILY = fixture('hf-daily-papers/2026-08-21.json');

describe('the announcement', () => {
  const [paper] = inventedPapers(1);
  const told = { ...paper!, listedOn: '2025-08-20', datestamp: '2025-08-20', versions: ['2025-08-19T10:00:00Z'] };
  const now = () => new Date('2025-08-20T15:00:00Z');

  it.skipIf(RSS.isMissing)(`has the shape of arXiv's Atom (${RSS.file})`, async () => {
    const { url } = await open(standIn({ kind: 'rss', records: [{ ...told, categories: ['cs.CL', 'cs.AI'] }], now }));
    const [ours, theirs] = [await xmlAt(`${url}/atom/cs.AI`), xmlOf(RSS.read())];
    expect([...shapeOf(ours)].sort()).toEqual([...shapeOf(theirs)].sort());
    const summary = textOf(childOf(childOf(ours, 'entry'), 'summary'));
    const wanted = textOf(childOf(childOf(theirs, 'entry'), 'summary'));
    expect(summary.slice(0, 43).replace(told.arxivId, '')).toBe(wanted.slice(0, 43).replace('2508.13426', ''));
  });

  it('says how each was announced', async () => {
    const records = [
      { ...told, arxivId: '2508.00001', categories: ['cs.AI'] },
      { ...told, arxivId: '2508.00002', categories: ['math.CO', 'cs.AI'] },
      { ...told, arxivId: '2508.00003', categories: ['cs.AI'], listedOn: '2025-08-01' },
      { ...told, arxivId: '2508.00004', categories: ['math.CO', 'cs.CL'], listedOn: '2025-08-01' },
      { ...told, arxivId: '2508.00005', categories: ['math.CO'] },
      { ...told, arxivId: '2508.00006', categories: ['cs.AI'], listedOn: '2025-08-19', datestamp: '2025-08-19' },
    ];
    const server = await open(standIn({ kind: 'rss', records, now }));
    const items = async (path: string, name: string) => {
      const root = await xmlAt(server.url + path);
      return childrenOf(childOf(root, 'channel') ?? root, name).map((one) => textOf(childOf(one, 'announce_type')));
    };
    expect(await items('/rss/cs.AI+cs.CL', 'item')).toEqual(['new', 'cross', 'replace', 'replace-cross']);
    expect(await items('/atom/cs', 'entry')).toEqual(['new', 'cross', 'replace', 'replace-cross']);
    server.clock.now = () => new Date('2025-08-21T03:00:00Z');
    expect((await items('/rss/cs', 'item')).length).toBe(4);
    server.clock.now = () => new Date('2025-08-23T15:00:00Z');
    expect(await items('/rss/cs', 'item')).toEqual([]);
    expect((await fetch(`${server.url}/rss/cs.XX`)).status).toBe(400);
  });

  it('is not sent twice to who has it', async () => {
    const { url } = await open(standIn({ kind: 'rss', records: [{ ...told, categories: ['cs.AI'] }], now }));
    const etag = (await fetch(`${url}/rss/cs`)).headers.get('etag')!;
    const again = await fetch(`${url}/rss/cs`, { headers: { 'if-none-match': etag } });
    expect([again.status, again.headers.get('cache-control')]).toEqual([304, 'max-age=46800']);
  });
});

describe('the query API', () => {
  it.skipIf(ENTRY.isMissing)(`answers in the shape of arXiv (${ENTRY.file})`, async () => {
    const [paper] = inventedPapers(1);
    const { url } = await open(standIn({ kind: 'query-api', records: [{ ...paper!, comment: '20 pages' }] }));
    const { body } = JSON.parse(String(ENTRY.read())) as { body: string };
    const ours = await xmlAt(`${url}?search_query=&id_list=${paper!.arxivId}&start=0&max_results=100`);
    expect([...shapeOf(ours)]).toEqual([...shapeOf(xmlOf(Buffer.from(body)))]);
  });

  it.skipIf(MALFORMED.isMissing)(`answers a malformed id as arXiv (${MALFORMED.file})`, async () => {
    const { url } = await open(standIn({ kind: 'query-api', records: 3 }));
    const answer = await fetch(`${url}?id_list=abc`);
    const { body, status_code } = JSON.parse(String(MALFORMED.read())) as { body: string; status_code: number };
    expect(answer.status).toBe(status_code);
    const ours = await answer.text();
    expect([...shapeOf(xmlOf(Buffer.from(ours)))]).toEqual([...shapeOf(xmlOf(Buffer.from(body)))]);
    expect(ours).toContain('<id>https://arxiv.org/api/errors#incorrect_id_format_for_abc</id>');
  });

  it('leaves out what is unknown', async () => {
    const { url, catalogue } = await open(standIn({ kind: 'query-api', records: 3 }));
    const [known] = catalogue.inOrder();
    const entries = async (ids: string) => childrenOf(await xmlAt(`${url}?id_list=${ids}`), 'entry');
    expect(await entries('0000.0000')).toEqual([]);
    expect((await entries(`0808.05394,${known!.arxivId}v1,${known!.arxivId}v9`)).length).toBe(1);
  });
});

describe('the Daily Papers', () => {
  it.skipIf(DAILY.isMissing)(`answer in the shape of the site (${DAILY.file})`, async () => {
    const { url } = await open(standIn({ kind: 'daily-papers', records: inventedRows(40) }));
    const ours = keysOf(await jsonAt(`${url}/api/daily_papers?date=2026-06-01`));
    const theirs = keysOf(JSON.parse(String(DAILY.read())));
    // The fixture has had names and pictures taken out.
    const added = [...ours].filter((key) => !theirs.has(key) && !/avatar|(By|user)\._id/.test(key));
    expect({
      added,
      missing: [...theirs].filter((key) => !ours.has(key) && !/DailyBy\.name|mediaUrl/.test(key)),
    }).toEqual({ added: [], missing: [] });
  });

  it('give a day in pages, one paper, and errors', async () => {
    const { url } = await open(standIn({ kind: 'daily-papers', records: inventedRows(45) }));
    const ids = async (query: string) =>
      ((await jsonAt(`${url}/api/daily_papers?${query}`)) as { paper: { id: string } }[]).map(({ paper }) => paper.id);
    const day = [...(await ids('date=2026-06-02&limit=15')), ...(await ids('date=2026-06-02&limit=15&p=1'))];
    expect(day).toEqual(
      inventedRows(40)
        .slice(20)
        .map(({ arxivId }) => arxivId),
    );
    expect(await ids('date=2026-06-02&limit=15&p=2')).toEqual([]);
    expect((await ids('')).length).toBe(5);
    expect(await jsonAt(`${url}/api/papers/${day[0]}`)).toMatchObject({ id: day[0], linkedModels: [] });
    const status = async (path: string) => (await fetch(url + path)).status;
    expect(await status('/api/papers/2606.99999')).toBe(404);
    expect(await status('/api/daily_papers?date=2025-13-40')).toBe(400);
    expect(await status('/api/daily_papers?limit=101')).toBe(400);
  });
});

describe('bioRxiv', () => {
  it('gives 30 a page whatever is asked, every version once, and says how many', async () => {
    const records = inventedPapers(200);
    const { url } = await open(standIn({ kind: 'biorxiv', records }));
    const page = (cursor: number) => jsonAt(`${url}/details/biorxiv/2026-01-01/2026-12-31/${cursor}/json`);
    const rows: { doi: string; version: string }[] = [];
    for (;;) {
      const { messages, collection } = (await page(rows.length)) as { messages: object[]; collection: typeof rows };
      if (collection.length === 0) {
        expect(messages).toEqual([{ status: 'no posts found' }]);
        break;
      }
      const count = Math.min(30, 250 - rows.length);
      expect(messages).toMatchObject([
        { status: 'ok', cursor: rows.length, count, total: '250', count_new_papers: '200' },
      ]);
      rows.push(...collection);
    }
    expect(new Set(rows.map(({ doi, version }) => `${doi}v${version}`)).size).toBe(250);
    const one = (await jsonAt(`${url}/details/medrxiv/${rows[0]!.doi}/na/json`)) as { collection: object[] };
    expect(one.collection[0]).toMatchObject({ doi: rows[0]!.doi, server: 'medRxiv' });
  });
});

describe('OpenReview', () => {
  it('gives the notes of a venue by offset, each value under `value`, without a count', async () => {
    const records = inventedPapers(70);
    const { url } = await open(standIn({ kind: 'openreview', records }));
    const notes = async (query: string) =>
      (await jsonAt(`${url}/notes?${query}`)) as { notes: { id: string; content: object }[]; count?: number };
    const first = await notes(`content.venueid=${VENUE}&limit=50`);
    const second = await notes(`content.venueid=${VENUE}&limit=50&offset=50&count=true`);
    expect([first.notes.length, first.count, second.notes.length, second.count]).toEqual([50, undefined, 20, 70]);
    expect(new Set([...first.notes, ...second.notes].map(({ id }) => id)).size).toBe(70);
    expect(first.notes[0]!.content).toMatchObject({ title: { value: expect.any(String) }, venueid: { value: VENUE } });
    expect((await notes(`id=${first.notes[3]!.id}`)).notes).toEqual([first.notes[3]]);
    expect((await notes('content.venueid=Nowhere')).notes).toEqual([]);
    expect((await fetch(`${url}/notes`)).status).toBe(400);
  });
});
