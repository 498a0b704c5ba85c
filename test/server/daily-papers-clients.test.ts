import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeAll, expect, it } from 'vitest';
import { ingest } from '#catalogue/ingest.ts';
import { readPaperFile } from '#sources/file/read.ts';
import { field, flag, type Json, object, objects, optional, text, whole, zulu } from '#test/harness/clients/foreign.ts';
import { BadRequestError, HfApi } from '#test/harness/clients/huggingface-hub.ts';
import { checkDailyItem, checkDetail, checkFound, checkPaper } from '#test/harness/clients/strict-daily.ts';
import { describeEngines } from '#test/harness/engines.ts';
import {
  FULL_DAY,
  HARD_DAY,
  HARD_PAPER_IDS,
  HOSTILE_TITLE,
  hardPapers,
  LONELY_DAY,
} from '#test/harness/hard-papers.ts';
import { REPOSITORY } from '#test/harness/imports.ts';
import { invented } from '#test/harness/library.ts';
import { note } from '#test/harness/notes.ts';
import { type RunningServer, startServer } from '#test/harness/server.ts';
import { until } from '#test/harness/until.ts';

const REAL = join(REPOSITORY, '../shared/fixtures/hf-daily-papers');
const realDays = existsSync(REAL) ? readdirSync(REAL) : [];
if (realDays.length === 0)
  note('did not show days of the real Daily Papers API to its clients: ../shared/fixtures is missing');

async function sightingsOf(name: string, content: string) {
  const file = readPaperFile(Readable.from([Buffer.from(content)]), { name, now: new Date() });
  const readings = await Array.fromAsync(file);
  return readings.flatMap((reading) => ('sighting' in reading ? [reading.sighting] : []));
}

describeEngines('the acceptance list of the Daily Papers API', ({ place, database }) => {
  let server: RunningServer;
  let hub: HfApi;
  const get = (path: string) => fetch(server.url + path);
  const list = async (path: string) => {
    const body = await (await get(path)).json();
    if (!objects(body)) throw new Error(`${path} is no list: ${JSON.stringify(body).slice(0, 200)}`);
    return body;
  };

  beforeAll(async () => {
    const at = await place();
    const { db, close } = await database(at);
    await ingest(
      db,
      await sightingsOf(
        'hard.jsonl',
        hardPapers()
          .map((row) => JSON.stringify(row))
          .join('\n'),
      ),
    );
    for (const day of realDays) {
      await ingest(db, await sightingsOf(`daily-papers-${day}`, readFileSync(join(REAL, day), 'utf8')));
    }
    const {
      arxivId: _,
      publishedAt: __,
      listedOn: ___,
      ...nameless
    } = invented(1, { doi: '10.1234/not-of-arxiv(1)', title: 'Of no day and no server' });
    await ingest(db, [
      nameless,
      invented(2, { arxivId: 'math/0309136', publishedAt: '2003-09-08', listedOn: '2003-09-09' }),
    ]);
    await close();
    server = await startServer(at, { OFFPRINT_API_LIMIT: '0' });
    hub = new HfApi(server.url);
    await until(
      'the index is built',
      async () => (await get('/papers?q=token')).headers.get('cache-control') !== 'no-store',
    );
  });

  it('1: hf papers ls, search, info and read work anonymously, over hard papers and real ones', async () => {
    const listed = await hub.listDailyPapers({ date: HARD_DAY });
    expect(listed.map(({ id }) => id).sort()).toEqual([...HARD_PAPER_IDS].sort());
    expect(listed.find(({ title }) => title === HOSTILE_TITLE)).toMatchObject({
      authors: [{ name: '<b>Bold</b> "Author"' }],
    });
    expect(listed.find(({ title }) => title?.startsWith('On the surprisingly'))).toMatchObject({
      upvotes: 12_345,
      comments: 678,
      githubStars: 98_765,
      githubRepo: 'https://github.com/example/a-repository-with-a-very-long-name-indeed',
      organization: { fullname: expect.stringContaining('Institute') },
      submittedBy: { username: 'offprint', fullname: 'Offprint' },
      submittedAt: new Date(`${HARD_DAY}T00:00:00Z`),
      publishedAt: new Date('2026-06-17T12:00:00Z'),
    });
    expect(listed.find(({ title }) => title?.startsWith('There is no'))).toMatchObject({ summary: '' });
    const found = await hub.listPapers('eighty people wrote this', 20);
    expect(found[0]).toMatchObject({ title: 'Eighty people wrote this' });
    expect(found[0]!.authors).toHaveLength(80);
    for (const { id } of [...listed, ...(await hub.listDailyPapers({ limit: 100 }))]) {
      const info = await hub.paperInfo(id);
      expect(info).toMatchObject({ id, linkedModels: [], linkedDatasets: [], linkedSpaces: [] });
      expect(info.title).toEqual(expect.any(String));
      expect(await hub.readPaper(id)).toMatch(/^#|^---/);
    }
    for (const day of realDays) {
      const real = await hub.listDailyPapers({ date: day.slice(0, 10), limit: 100 });
      expect([day, real.length]).not.toEqual([day, 0]);
      for (const { authors, publishedAt, submittedAt } of real) {
        expect([authors, publishedAt, submittedAt]).not.toContain(undefined);
      }
    }
  });

  it('2: days that cannot be, pages past the end, limits, windows and submitters', async () => {
    await expect(hub.listDailyPapers({ date: '2025-13-40' })).rejects.toBeInstanceOf(BadRequestError);
    await expect(hub.listDailyPapers({ week: '2025-W60' })).rejects.toBeInstanceOf(BadRequestError);
    await expect(hub.listDailyPapers({ month: '2025-13' })).rejects.toBeInstanceOf(BadRequestError);
    await expect(hub.listDailyPapers({ sort: 'votes' })).rejects.toBeInstanceOf(BadRequestError);
    await expect(hub.listDailyPapers({ limit: 101 })).rejects.toBeInstanceOf(BadRequestError);
    expect(await hub.listDailyPapers({ p: 100 })).toEqual([]);
    expect(await hub.listDailyPapers({ date: FULL_DAY, limit: 10 })).toHaveLength(10);
    expect(await hub.listDailyPapers({ date: `${FULL_DAY}T12:34:56Z` })).toHaveLength(50);
    expect(await hub.listDailyPapers({ date: LONELY_DAY })).toHaveLength(1);
    expect(await hub.listDailyPapers({ date: '2023-01-01' })).toEqual([]);
    const first = await hub.listDailyPapers({ date: FULL_DAY, limit: 7, p: 0 });
    const second = await hub.listDailyPapers({ date: FULL_DAY, limit: 7, p: 1 });
    expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(14);
    const daysOf = (papers: Awaited<typeof first>) =>
      papers.map(({ submittedAt }) => submittedAt!.toISOString().slice(0, 10));
    const week = daysOf(await hub.listDailyPapers({ week: '2026-W25', limit: 100 }));
    expect(week.length).toBe(100);
    expect(week.filter((day) => day < '2026-06-15' || day > '2026-06-21')).toEqual([]);
    const month = daysOf(await hub.listDailyPapers({ month: '2026-06', limit: 100 }));
    expect(month.filter((day) => !day.startsWith('2026-06'))).toEqual([]);
    expect(await hub.listDailyPapers({ date: FULL_DAY, submitter: 'akhaliq' })).toEqual([]);
    expect(await hub.listDailyPapers({ date: FULL_DAY, submitter: 'offprint' })).toHaveLength(50);
    expect((await hub.listDailyPapers({ sort: 'trending', limit: 5 })).length).toBeGreaterThan(0);
  });

  it('3: papers that are not here are told with 404, and words', async () => {
    await expect(hub.paperInfo('1234.56789')).rejects.toMatchObject({ status: 404, message: /no paper 1234\.56789/ });
    await expect(hub.readPaper('1234.56789')).rejects.toMatchObject({ status: 404 });
    await expect(hub.listPapers('x'.repeat(251))).rejects.toBeInstanceOf(BadRequestError);
    expect((await get('/api/papers/2601.99999')).headers.get('x-error-message')).toMatch(/There is no paper/);
    expect((await get('/api/arxiv/2601.99999/repos')).status).toBe(404);
    expect((await get('/api/agent-harnesses')).status).toBe(404);
  });

  it('4: every entry has every field that strict clients require, at both levels', async () => {
    const days = [HARD_DAY, FULL_DAY, LONELY_DAY, ...realDays.map((day) => day.slice(0, 10))];
    for (const path of [...days.map((day) => `date=${day}`), 'sort=trending', 'month=2026-06']) {
      const items = await list(`/api/daily_papers?limit=100&${path}`);
      expect([path, items.length]).not.toEqual([path, 0]);
      for (const item of items) checkDailyItem(item);
    }
    for (const query of [
      'models',
      'sketches of norms',
      HOSTILE_TITLE.slice(0, 100),
      'There is no abstract here',
      '山田太郎',
      'results',
    ]) {
      for (const item of await list(`/api/papers/search?${new URLSearchParams({ q: query })}`)) checkFound(item);
    }
    for (const id of HARD_PAPER_IDS) {
      const detail = (await (await get(`/api/papers/${id}?field=comments&field=submissionDeadline`)).json()) as Json;
      checkDetail(detail);
      expect(detail.comments).toEqual([]);
      field(detail, 'submissionDeadline', zulu);
      const plain = (await (await get(`/api/papers/${id}`)).json()) as Json;
      expect(Object.keys(plain)).not.toContain('comments');
      expect(await (await get(`/api/arxiv/${id}/repos`)).json()).toEqual({ models: [], datasets: [], spaces: [] });
    }
    // The client in Rust asks without any parameter, and takes a missing field of the outer level for the end.
    for (const item of await list('/api/daily_papers')) checkDailyItem(item);
  });

  it('4a: the MCP server finds what it writes its answers from', async () => {
    const pages = [`/api/daily_papers?p=0&limit=100&date=${HARD_DAY}&sort=publishedAt`, '/api/papers/search?q=models'];
    for (const path of pages) {
      for (const item of await list(path)) {
        const paper = field(item, 'paper', object);
        for (const name of ['id', 'title', 'publishedAt', 'summary']) field(paper, name, text);
        for (const author of field(paper, 'authors', objects)) {
          field(author, 'name', text);
          const user = field(author, 'user', optional(object));
          if (user) field(user, 'user', text);
        }
        field(paper, 'upvotes', whole);
        field(item, 'numComments', whole);
        field(item, 'isAuthorParticipating', flag);
      }
    }
    const id = HARD_PAPER_IDS[0]!;
    expect((await get(`/papers/${id}.md`)).headers.get('content-type')).toMatch(/^text\/markdown/);
    const asked = await fetch(`${server.url}/papers/${id}`, { headers: { accept: 'text/markdown' } });
    expect(asked.headers.get('content-type')).toMatch(/^text\/markdown/);
  });

  it('5: the Link header leads through every page, of days and of all papers', async () => {
    const walk = async (path: string) => {
      const items: Json[] = [];
      for (let next: string | undefined = server.url + path; next; ) {
        const answer: Response = await fetch(next);
        items.push(...((await answer.json()) as Json[]));
        next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
      }
      return items;
    };
    expect(await walk(`/api/daily_papers?date=${FULL_DAY}&limit=33`)).toHaveLength(200);
    const all = await walk('/api/papers?limit=37');
    for (const item of all) {
      checkPaper(item);
      field(item, 'thumbnailUrl', text);
    }
    const ids = all.map(({ id }) => id as string);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining([...HARD_PAPER_IDS, 'math/0309136']));
    expect(all.map(({ publishedAt }) => String(publishedAt).slice(0, 10))).toEqual(
      all.map(({ publishedAt }) => String(publishedAt).slice(0, 10)).toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0)),
    );
    for (const wrong of ['cursor=nonsense', 'limit=0', 'limit=101', 'cursor=MjAyNi0xMy0wMSBh']) {
      expect([wrong, (await get(`/api/papers?${wrong}`)).status]).toEqual([wrong, 400]);
    }
  });

  it('6: a paper is found by its id in any spelling, and all else is a mistake', async () => {
    const id = HARD_PAPER_IDS[0]!;
    const spellings = [
      id,
      `${id}v2`,
      `arxiv:${id}`,
      `arXiv:${id}v1`,
      ...['abs', 'pdf', 'html'].flatMap((kind) => [
        `https://arxiv.org/${kind}/${id}`,
        `https://arxiv.org/${kind}/${id}v3`,
      ]),
      `https://arxiv.org/pdf/${id}v3.pdf`,
      `https://huggingface.co/papers/${id}`,
      `https://hf.co/papers/${id}`,
      `${server.url}/papers/${id}`,
      `${server.url}/papers/${id}.md`,
    ];
    const idFor = async (spelling: string) => {
      const answer = await get(`/api/papers/${encodeURIComponent(spelling)}`);
      return [spelling, answer.status, ((await answer.json()) as Json).id];
    };
    for (const spelling of spellings) expect(await idFor(spelling)).toEqual([spelling, 200, id]);
    for (const old of ['math/0309136', 'math.GT/0309136', 'https://arxiv.org/abs/math.GT/0309136v1']) {
      expect(await idFor(old)).toEqual([old, 200, 'math/0309136']);
    }
    expect(await idFor('10.1234/not-of-arxiv(1)')).toEqual(['10.1234/not-of-arxiv(1)', 200, '10.1234/not-of-arxiv(1)']);
    for (const wrong of [
      'nonsense',
      '2606',
      '2606.1',
      'https://example.org/abs/2606.15000',
      `${id} and more`,
      '../../etc',
      'math.GT/03091',
    ]) {
      expect(await idFor(wrong)).toEqual([wrong, 400, undefined]);
    }
  });

  it('what clients ask beside papers is answered with lists, which are empty', async () => {
    const id = HARD_PAPER_IDS[0]!;
    for (const path of [
      ...['models', 'datasets', 'spaces'].map(
        (kind) => `/api/${kind}?filter=arxiv:${id}&limit=5&sort=downloads&direction=-1`,
      ),
      `/api/collections?paper=${id}`,
      `/api/collections?item=papers/${id}&sort=upvotes&limit=10`,
    ]) {
      expect([path, await list(path)]).toEqual([path, []]);
    }
    // Clients have been seen to ask so; what they cannot read is anything but a list.
    for (const asked of ['period=weekly', 'period=monthly', 'search=models', 'sort=upvotes']) {
      expect([asked, (await list(`/api/papers?${asked}`)).length]).toEqual([asked, 50]);
    }
    for (const path of [
      '/api/models',
      '/api/models?filter=text-generation',
      '/api/collections',
      '/api/collections?item=models/x',
    ]) {
      const answer = await get(path);
      expect([path, answer.status]).toEqual([path, 400]);
      expect(await answer.json()).toEqual({ error: expect.any(String) });
    }
    expect(await server.stop()).toMatchObject({ code: 0 });
  });
});
