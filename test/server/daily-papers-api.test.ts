import { beforeAll, expect, it } from 'vitest';
import { describeEngines } from '#test/harness/engines.ts';
import { type RunningServer, startServer } from '#test/harness/server.ts';
import { until } from '#test/harness/until.ts';

/**
 * What the Daily Papers API's clients do with an answer, strictness included. The Python client takes a time only with
 * `Z`, reads some fields outside and some inside `paper`, and ends a whole listing at the first entry that fails.
 */
function asClientReads(item: Record<string, unknown>) {
  const paper = (item.paper ?? item) as Record<string, unknown>;
  const time = (value: unknown) => {
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(String(value))) throw new Error(`no time: ${value}`);
    return new Date(String(value));
  };
  const text = (value: unknown) => {
    if (typeof value !== 'string') throw new Error(`no text: ${value}`);
    return value;
  };
  const user = (item.submittedBy ?? paper.submittedOnDailyBy) as Record<string, unknown> | undefined;
  return {
    id: text(paper.id),
    authors: (paper.authors as Record<string, unknown>[]).map((author) => [
      text(author._id),
      text(author.name),
      author.hidden,
    ]),
    publishedAt: time(paper.publishedAt),
    submittedAt: time(item.publishedAt),
    title: text(item.title),
    summary: text(paper.summary),
    upvotes: Number.isInteger(paper.upvotes),
    discussionId: text(paper.discussionId),
    submitter: user && [text(user._id), text(user.avatarUrl), text(user.fullname), text(user.name), text(user.user)],
  };
}

describeEngines('clients of the Daily Papers API', ({ place }) => {
  let server: RunningServer;
  const get = (path: string) => fetch(`${server.url}${path}`);
  const json = async (path: string) => (await get(path)).json() as Promise<Record<string, unknown>[]>;

  beforeAll(async () => {
    server = await startServer(await place(), { OFFPRINT_API_LIMIT: '60' });
    await until(
      'the index is built',
      async () => (await get('/papers?q=token')).headers.get('cache-control') !== 'no-store',
    );
  });

  it('list, search, look up and read anonymously, and every entry parses', async () => {
    const listed = await json('/api/daily_papers?limit=100');
    expect(listed).toHaveLength(56);
    expect(listed.map(asClientReads).every(({ submitter }) => submitter)).toBe(true);
    const found = await json('/api/papers/search?q=token+selection&limit=20');
    expect(found.map(asClientReads)[0]).toMatchObject({
      title: expect.stringContaining('ssToken'),
      submitter: undefined,
    });
    for (const item of found) {
      expect(item).toMatchObject({
        upvoted: false,
        highlightedTitle: expect.any(Array),
        highlightedSummary: expect.any(Array),
      });
      expect((item.highlightedTitle as { text: string }[]).map(({ text }) => text).join('')).toBe(item.title);
    }
    const id = asClientReads(found[0]!).id;
    const info = (await (await get(`/api/papers/${id}`)).json()) as Record<string, unknown>;
    expect(info).toMatchObject({ id, linkedModels: [], numTotalModels: 0, linkedDatasets: [], linkedSpaces: [] });
    asClientReads(info);
    const read = await get(`/papers/${id}.md`);
    expect(read.headers.get('content-type')).toMatch(/^text\/markdown/);
    expect(await read.text()).toContain('ssToken');
    const asked = await fetch(`${server.url}/papers/${id}`, { headers: { accept: 'text/markdown' } });
    expect(asked.headers.get('content-type')).toMatch(/^text\/markdown/);
  });

  it('hear of mistakes and of missing papers as they expect', async () => {
    for (const [path, status] of [
      ['/api/daily_papers?date=2025-13-40', 400],
      ['/api/papers/1234.56789', 404],
      ['/api/papers/nonsense', 400],
      [`/api/papers/search?q=${'x'.repeat(251)}`, 400],
      ['/api/papers/search', 400],
      ['/api/agent-harnesses', 404],
    ] as const) {
      const answer = await get(path);
      expect([path, answer.status]).toEqual([path, status]);
      expect(await answer.json()).toEqual({ error: expect.any(String) });
    }
    expect((await get('/papers/1234.56789.md')).status).toBe(404);
    expect(await json('/api/papers/search?q=zzzzqqqq')).toEqual([]);
  });

  it('find the next page in the Link header until there is none', async () => {
    const seen: string[] = [];
    let next: string | undefined = `${server.url}/api/daily_papers?limit=20&date=2026-06-18`;
    while (next) {
      const answer: Response = await fetch(next);
      const items = (await answer.json()) as Record<string, unknown>[];
      seen.push(...items.map((item) => asClientReads(item).id));
      next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    expect(new Set(seen).size).toBe(56);
    expect(seen).toHaveLength(56);
  });

  it('are told when they ask too often, and when to come back; pages are not counted', async () => {
    let answer = await get('/api/daily_papers');
    let asked = 0;
    while (answer.status !== 429 && asked++ < 60) answer = await get('/api/daily_papers');
    expect(answer.status).toBe(429);
    expect(answer.headers.get('ratelimit')).toMatch(/^"api";r=0;t=\d+$/);
    expect(answer.headers.get('ratelimit-policy')).toBe('"fixed window";"api";q=60;w=300');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await answer.json()).toEqual({ error: expect.stringContaining('Come back') });
    expect((await get('/papers')).status).toBe(200);
    expect(await server.stop()).toMatchObject({ code: 0 });
  });
});
