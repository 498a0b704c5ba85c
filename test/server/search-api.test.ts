import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offprint } from '#test/harness/child.ts';
import { describeEngines, type Place, temporaryFolder } from '#test/harness/engines.ts';
import { type RunningServer, startServer } from '#test/harness/server.ts';
import { until } from '#test/harness/until.ts';

type Json = Record<string, unknown>;

describeEngines('searching over HTTP', ({ place }) => {
  let server: RunningServer;
  const get = (path: string) => fetch(`${server.url}${path}`);
  const json = async (path: string) => (await (await get(path)).json()) as Json & { hits: Json[]; papers: Json[] };

  beforeAll(async () => {
    server = await startServer(await place(), { OFFPRINT_API_LIMIT: '200' });
    await until('the index is built', async () => (await get('/api/search?q=token')).ok);
  });
  afterAll(async () => {
    await server.stop();
  });

  it('a search has its question, its hits with reasons that add up, and what narrows it', async () => {
    const found = await json('/api/search?q=token+selection+cat:cs.ZZ&limit=5&facets=1&explain=1');
    expect(found).toMatchObject({
      query: { text: 'token selection cat:cs.ZZ', canonical: 'token selection', words: 'token selection', clauses: [] },
      ignored: [{ text: 'cat:cs.ZZ', why: expect.any(String) }],
      matched: 'all',
      corrections: [],
      order: 'relevance',
      offset: 0,
      limit: 5,
      facets: {
        years: expect.any(Array),
        categories: expect.any(Array),
        sources: expect.any(Array),
        has: expect.any(Array),
      },
    });
    expect(found.hits[0]).toMatchObject({
      paper: { id: expect.any(String), title: expect.stringContaining('ssToken') },
    });
    for (const { score, because, explanation } of found.hits as never as {
      score: number;
      because: { points: number }[];
      explanation: { terms: { points: number }[]; words: number; meaning: number };
    }[]) {
      const sum = (parts: { points: number }[]) => parts.reduce((all, { points }) => all + points, 0);
      expect(sum(because)).toBeCloseTo(score);
      expect(sum(explanation.terms)).toBeCloseTo(explanation.words);
      expect(explanation.words + explanation.meaning).toBeCloseTo(score);
    }
    const plain = await json('/api/search?q=token+selection&limit=1&offset=1');
    expect(plain.facets).toBeUndefined();
    expect(plain.hits).toHaveLength(1);
    expect(plain.hits[0]).not.toHaveProperty('explanation');
    expect((plain.hits[0]!.paper as Json).id).toBe((found.hits[1]!.paper as Json).id);
  });

  it('conditions alone are a question, in each order', async () => {
    const days = (await json('/api/search?q=has:abstract&order=date&limit=100')).hits.map(
      ({ paper }) => (paper as Json).day,
    );
    expect(days).toEqual(days.toSorted().reverse());
    expect(days.length).toBeGreaterThan(5);
    const votes = (await json('/api/search?q=has:abstract&order=votes')).hits.map(
      ({ paper }) => (paper as { upvotes: number }).upvotes,
    );
    expect(votes).toEqual(votes.toSorted((a, b) => b - a));
  });

  it('suggestions say where they lead, and take nothing from what programs may ask', async () => {
    const before = Number(/r=(\d+)/.exec((await get('/api/search?q=token')).headers.get('ratelimit') ?? '')?.[1]);
    const { titles } = (await json('/api/suggest?q=sstok')) as never as { titles: Json[] };
    expect(titles[0]).toMatchObject({ title: expect.stringContaining('ssToken'), path: `/papers/${titles[0]!.id}` });
    expect(await json('/api/suggest?q=ss')).toEqual({ titles: [], authors: [], categories: [] });
    const answer = await get('/api/suggest?q=sstoke');
    expect(answer.headers.get('ratelimit')).toBeNull();
    const after = Number(/r=(\d+)/.exec((await get('/api/search?q=token')).headers.get('ratelimit') ?? '')?.[1]);
    expect(before - after).toBe(1);
  });

  it('papers like one come with how near they are', async () => {
    const id = ((await json('/api/search?q=token+selection&limit=1')).hits[0]!.paper as Json).id;
    const ask = () => json(`/api/papers/${id}/similar?limit=3`);
    // Words are there before vectors.
    const near = await until('papers have vectors', async () => {
      const answer = await ask();
      return answer.by === 'meaning' ? answer : undefined;
    });
    expect(near).toMatchObject({ id, order: 'nearness' });
    const nearness = near.papers.map((paper) => paper.nearness as number);
    expect(nearness).toHaveLength(3);
    expect(nearness).toEqual(nearness.toSorted((a, b) => b - a));
    const days = (await json(`/api/papers/${id}/similar?order=date`)).papers.map((paper) => paper.day);
    expect(days).toEqual(days.toSorted().reverse());
  });

  it.each([
    ['/api/search', 400],
    ['/api/search?q=%20', 400],
    [`/api/search?q=${'x'.repeat(2_001)}`, 400],
    ['/api/search?q=a&order=best', 400],
    ['/api/search?q=a&limit=101', 400],
    ['/api/search?q=a&explain=yes', 400],
    ['/api/suggest', 400],
    ['/api/suggest?q=abc&limit=0', 400],
    ['/api/papers/2101.99999/similar', 404],
    ['/api/papers/nonsense/similar', 400],
    ['/api/papers/2101.99999/similar?limit=1000', 400],
  ])('%s is answered with %i and a sentence', async (path, status) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ status, detail: expect.stringMatching(/\.$/) });
  });

  it.each([
    ['/papers?q=%00', 200],
    [
      `/papers?q=${encodeURIComponent('"</title><script>alert(1)</script>" author:"<img src=x onerror=alert(1)>"')}`,
      200,
    ],
    [`/papers?q=${'é'.repeat(2_000)}`, 200],
    [`/papers?q=${'x'.repeat(10_000)}`, 400],
    ['/papers?q=token&order=%3Cb%3E&explain=2', 200],
    ['/papers?q=token&page=51', 404],
    ['/papers/like?id=%00&id=%ff', 404],
    [`/papers/like?${'id=x&'.repeat(500)}`, 404],
    ['/papers/like', 200],
  ])('%s is answered with %i, and carries nothing in', async (path, status) => {
    const answer = await get(path);
    const text = await answer.text();
    expect(answer.status).toBe(status);
    expect(text).not.toContain('\0');
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain('<img src=x');
  });
});

describe('offprint search and similar', () => {
  const place: Place = { dataDir: temporaryFolder(), databaseUrl: '' };
  const run = (...args: string[]) => offprint(place, args);
  beforeAll(async () => {
    expect(await run('import', 'sample/daily-papers-2026-06-18.txt')).toMatchObject({ code: 0 });
  });
  afterAll(() => rmSync(place.dataDir, { recursive: true, force: true }));

  it('explain, narrow, and say what was left out', async () => {
    const { stdout, stderr, code } = await run(
      'search',
      '--explain',
      '--facets',
      '--limit',
      '1',
      'token selection foo cat:cs.ZZ',
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^1\. ssToken[\s\S]*“token” +\d+\.\d\d[\s\S]*Score +\d+\.\d\d[\s\S]*Year +\d{4} \(\d+\)/);
    expect(stderr).toContain('Left out: “cat:cs.ZZ” is no category');
    const whole = JSON.parse((await run('search', '--json', '--order', 'votes', 'token')).stdout);
    expect(whole).toMatchObject({ order: 'votes', facets: expect.any(Object), ignored: [] });
    expect(whole.hits[0]).toMatchObject({
      id: expect.any(String),
      title: expect.any(String),
      because: expect.any(Array),
    });
  });

  it('find papers like several, and name what they do not know', async () => {
    const [one, other] = JSON.parse((await run('search', '--json', 'token')).stdout).hits as { id: string }[];
    const found = JSON.parse((await run('similar', one!.id, other!.id, '--limit', '4', '--json')).stdout);
    expect(found).toMatchObject({ ids: [one!.id, other!.id], by: 'meaning', order: 'nearness' });
    expect(found.papers).toHaveLength(4);
    expect((await run('similar', one!.id, '--limit', '2')).stdout).toMatch(/^1\. .+\n {3}\S+ .+\n2\. /);
    const lost = await run('similar', one!.id, 'no-such', '2101.99999');
    expect(lost).toMatchObject({ code: 1, stdout: '' });
    expect(lost.stderr).toContain('no paper “no-such” and no paper “2101.99999”');
    expect(await run('similar')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('offprint similar 2503.11792'),
    });
    expect(await run('similar', one!.id, '--order', 'votes')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('nearness or date'),
    });
  });
});
