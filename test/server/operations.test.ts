import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { environmentOf, offprint } from '#test/harness/child.ts';
import { describeEngines, type Place } from '#test/harness/engines.ts';
import { type RunningServer, startServer } from '#test/harness/server.ts';
import { until } from '#test/harness/until.ts';

type Json = Record<string, unknown>;

const KEY = 'correct-horse-battery-staple';

interface Document {
  paths: Record<string, { get: { parameters: { name: string; in: string }[]; security?: unknown } }>;
}

describeEngines('operations', ({ place }) => {
  let server: RunningServer;
  let at: Place;
  const get = (path: string, init?: RequestInit) => fetch(`${server.url}${path}`, init);
  const json = async (path: string) => (await (await get(path)).json()) as Json;
  beforeAll(async () => {
    at = await place();
    server = await startServer(at, { OFFPRINT_CORS: 'https://notes.example.org', OFFPRINT_ADMIN_KEY: KEY });
    await until('the index has vectors', async () => (await get('/api/search?q=token')).headers.has('etag'));
  });
  afterAll(async () => {
    await server.stop();
  });

  describe('over HTTP', () => {
    it('every address of the document answers JSON with limits, an ETag, and 304 to who has it', async () => {
      const { paths } = (await json('/api/openapi.json')) as unknown as Document;
      const id = ((await json('/api/daily?limit=1')).papers as { paper: { id: string } }[])[0]!.paper.id;
      expect(Object.keys(paths).length).toBeGreaterThan(10);
      for (const [path, { get: described }] of Object.entries(paths)) {
        if (described.security) continue;
        const needsQuestion = described.parameters.some(({ name }) => name === 'q');
        const address = path.replace('{id}', id) + (needsQuestion ? '?q=token' : '');
        const answer = await get(address);
        expect([address, answer.status]).toEqual([address, 200]);
        expect(answer.headers.get('content-type')).toBe('application/json');
        expect(answer.headers.has('ratelimit')).toBe(path !== '/api/suggest');
        const etag = answer.headers.get('etag')!;
        expect([address, etag]).toEqual([address, expect.stringMatching(/^W\/"/)]);
        expect((await get(address, { headers: { 'if-none-match': etag } })).status).toBe(304);
      }
    });

    it('the administrator’s key opens what is closed to others, and no answer to it is kept', async () => {
      const { paths } = (await json('/api/openapi.json')) as unknown as Document;
      const closed = Object.keys(paths).filter((path) => paths[path]!.get.security);
      expect(closed.length).toBeGreaterThan(0);
      const statusFor = async (path: string, authorization?: string) =>
        (await get(path, authorization ? { headers: { authorization } } : {})).status;
      for (const path of closed) {
        expect(await statusFor(path)).toBe(401);
        const answer = await get(path, { headers: { authorization: `Bearer ${KEY}` } });
        expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
        expect(answer.headers.has('ratelimit')).toBe(true);
        expect(await statusFor(path)).toBe(401);
        expect(await statusFor(path, 'Bearer guess')).toBe(401);
      }
    });

    it('the latest day, its week and month have the same papers, and pages lead on', async () => {
      const day = await json('/api/daily');
      expect(day).toMatchObject({ period: { kind: 'day', name: '2026-06-18' }, total: 56, limit: 50 });
      expect(await json('/api/week')).toMatchObject({ period: { name: '2026-W25' }, total: 56 });
      expect(await json('/api/month')).toMatchObject({ period: { name: '2026-06' }, total: 56 });
      const first = await get('/api/trending?limit=40');
      const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link')!)![1]!;
      expect(new URL(next).origin).toBe(server.url);
      const { papers } = (await (await fetch(next)).json()) as { papers: { rank: number }[] };
      expect(papers.map(({ rank }) => rank)).toEqual(Array.from({ length: 16 }, (_, n) => 41 + n));
    });

    it('a paper with slashes in its id has its address, and problems have theirs', async () => {
      const answer = await get('/api/papers/10.1145/3292500/bibtex');
      expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
      const problem = (await answer.json()) as { type: string };
      expect(problem).toMatchObject({ detail: 'There is no paper 10.1145/3292500 here.', next: expect.any(String) });
      const { hash, pathname } = new URL(problem.type);
      const page = await (await get(pathname)).text();
      expect(page).toContain(`id="${hash.slice(1)}"`);
      expect(page.match(/<section id="/g)).toHaveLength(13);
    });

    it('pages of the site that a setting names may read it, kept answers too', async () => {
      const origin = 'https://notes.example.org';
      for (let times = 0; times < 2; times++) {
        const answer = await get('/api/daily', { headers: { origin } });
        expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
        expect(answer.headers.get('vary')).toContain('Origin');
        expect((await get('/api/daily')).headers.get('access-control-allow-origin')).toBeNull();
      }
    });
  });

  /** What an agent does with either transport. */
  async function converse(client: Client): Promise<void> {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain('markdown');
    const found = (await client.callTool({
      name: 'search',
      arguments: { q: 'token selection', limit: 3 },
    })) as unknown as {
      structuredContent: { answer: { hits: { paper: { id: string } }[] } };
    };
    const { id } = found.structuredContent.answer.hits[0]!.paper;
    const { contents } = await client.readResource({ uri: `offprint://papers/${id}` });
    expect((contents[0] as { text: string }).text).toContain('ssToken');
    const daily = await client.callTool({ name: 'daily', arguments: { date: '2026-06-18', limit: 100 } });
    expect(daily.structuredContent).toMatchObject({ answer: { total: 56 } });
    expect(await client.callTool({ name: 'similar', arguments: { id: 'nonsense' } })).toMatchObject({ isError: true });
  }

  it('an agent talks over HTTP', async () => {
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`)) as never);
    await converse(client);
    await client.close();
    expect((await get('/mcp')).status).toBe(405);
    for (const path of ['/mcp', '/%6dcp']) {
      const headers = { origin: 'https://evil.example', 'content-type': 'application/json' };
      const stranger = await get(path, { method: 'POST', headers, body: '{}' });
      expect([path, stranger.status]).toEqual([path, 403]);
      expect(await stranger.json()).toMatchObject({ error: { message: expect.stringContaining('set ORIGIN') } });
    }
    const nonsense = await get('/mcp', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: '{"jsonrpc":',
    });
    expect([nonsense.status, ((await nonsense.json()) as { error: { code: number } }).error.code]).toEqual([
      400, -32700,
    ]);
  });

  it('an agent talks over standard input and output, on which stands nothing else', async () => {
    const client = new Client({ name: 'test', version: '1' });
    const strange: Error[] = [];
    client.onerror = (error) => strange.push(error);
    const env = environmentOf(at) as Record<string, string>;
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: ['bin/offprint.js', 'mcp'],
        env,
        stderr: 'pipe',
      }) as never,
    );
    await converse(client);
    await client.close();
    expect(strange).toEqual([]);
  });

  it('a terminal asks the same', async () => {
    const list = await offprint(at, ['ask']);
    expect(list.stdout).toMatch(/^search +Find papers.*\n +--q --order/);
    const answer = await offprint(at, ['ask', 'search', '--q', 'token selection', '--limit', '1', '--facets', '1']);
    expect(JSON.parse(answer.stdout)).toMatchObject({
      limit: 1,
      hits: [{ paper: { title: expect.any(String) } }],
      facets: {},
    });
    const wrong = await offprint(at, ['ask', 'daily', '--date', 'today']);
    expect(wrong).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('“today” is not a day.') });
    expect((await offprint(at, ['ask', 'delete'])).stderr).toContain(
      'There is no operation “delete”. Run: offprint ask',
    );
    expect((await offprint(at, ['ask', 'trending', '--lmit', '1'])).code).toBe(1);
  });
});
