import { request } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '#test/harness/port.ts';
import { type Asking, type Handler, serve } from './server.ts';

const SETTINGS = { host: '127.0.0.1', port: 0, origin: '', apiLimit: 0, proxies: 0, cors: [] as readonly string[] };

/** A server whose pages are one word, and 403 to strangers. */
async function serving(settings: Partial<typeof SETTINGS>) {
  const handler: Handler = (asking: Asking, response) => {
    if (asking.isStranger) response.statusCode = 403;
    response.setHeader('content-type', 'application/json');
    response.end('"page"');
  };
  const port = await freePort();
  const server = await serve({ ...SETTINGS, ...settings, port }, { handler, revision: async () => 1 });
  onTestFinished(() => server.drain(100));
  return {
    get: (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init),
    /** With a Host of one's own choice, which fetch does not allow. */
    status: (path: string, headers: Record<string, string>, method = 'GET') =>
      new Promise<number>((resolve, reject) => {
        const asked = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
          response.resume();
          resolve(response.statusCode!);
        });
        asked.on('error', reject).end();
      }),
  };
}

const left = (answer: Response) => Number(/^"api";r=(\d+);t=\d+$/.exec(answer.headers.get('ratelimit') ?? '')?.[1]);

it('of many requests at once exactly the quota passes, each is told what was left after it, the next is refused', async () => {
  const { get } = await serving({ apiLimit: 20 });
  const answers = await Promise.all(Array.from({ length: 35 }, () => get('/api/search?q=a')));
  const passed = answers.filter(({ status }) => status === 200);
  expect(passed).toHaveLength(20);
  expect(passed.map(left).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(15);
  expect(refused.map(left)).toEqual(Array.from({ length: 15 }, () => 0));
  expect(answers.map(({ headers }) => headers.get('ratelimit-policy'))).toEqual(
    answers.map(() => '"fixed window";"api";q=20;w=300'),
  );
  expect((await get('/papers')).status).toBe(200);
});

it.each(['/%61pi/search', '/x/../api/search', '/%2e/api/search', '/mcp?x', '/%6dcp'])('%s counts too', async (path) => {
  const { status } = await serving({ apiLimit: 1 });
  expect([await status(path, {}), await status(path, {})]).toEqual([200, 429]);
});

it('a refusal is a problem on our own addresses, and what their clients read on those of others', async () => {
  const { get } = await serving({ apiLimit: 1 });
  await get('/api/search?q=a');
  const own = await get('/api/trending?limit=2');
  expect(own.headers.get('content-type')).toBe('application/problem+json');
  expect(await own.json()).toMatchObject({
    status: 429,
    type: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/api#rate-limited$/),
    instance: '/api/trending?limit=2',
    next: `Come back in ${own.headers.get('retry-after')} seconds.`,
  });
  expect((await get('/mcp', { method: 'POST' })).headers.get('content-type')).toBe('application/problem+json');
  expect(await (await get('/api/daily_papers')).json()).toEqual({ error: expect.stringContaining('Come back') });
  const feed = await get('/api/query?search_query=all:x');
  expect([feed.status, feed.headers.get('content-type')]).toEqual([429, 'application/atom+xml; charset=utf-8']);
  expect(Number(feed.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await feed.text()).toMatch(/<title>Error<\/title>[\s\S]*<summary>Too many requests: .* Come back in/);
});

it('what may change something is taken from a page of this site alone, by whatever method and type', async () => {
  const { get } = await serving({});
  const { origin } = new URL((await get('/papers')).url);
  const status = async (path: string, method: string, headers: Record<string, string>) =>
    (await get(path, { method, headers })).status;
  for (const path of ['/admin/jobs', '/subscribe', '/%61dmin/jobs', '/papers/../admin/jobs', '/apis']) {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      for (const other of ['https://evil.example', `${origin}0`, origin.replace('http', 'https'), 'null'])
        expect([path, other, await status(path, method, { origin: other })]).toEqual([path, other, 403]);
      expect(await status(path, method, {})).toBe(403);
      expect(await status(path, method, { origin })).toBe(200);
    }
  }
  for (const path of ['/api/search', '/mcp', '/oai']) expect(await status(path, 'DELETE', {})).toBe(200);
});

it('pages of other sites may read the API where a setting names them, and only it', async () => {
  const origin = 'https://notes.example.org';
  const preflight = { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'GET' } };
  const allowed = (answer: Response) => answer.headers.get('access-control-allow-origin');
  const closed = await serving({});
  expect(allowed(await closed.get('/api/search', { headers: { origin } }))).toBeNull();
  expect(allowed(await closed.get('/api/search', preflight))).toBeNull();

  const named = await serving({ cors: [origin], apiLimit: 5 });
  const answer = await named.get('/api/search', { headers: { origin } });
  expect(allowed(answer)).toBe(origin);
  expect(answer.headers.get('access-control-expose-headers')).toContain('RateLimit');
  const asked = await named.get('/api/search', preflight);
  expect([asked.status, allowed(asked)]).toEqual([204, origin]);
  expect(asked.headers.get('access-control-allow-headers')).toContain('If-None-Match');
  // Browsers' questions beforehand take nothing from what a program may ask.
  expect(left(await named.get('/api/search'))).toBe(3);
  expect(allowed(await named.get('/papers', { headers: { origin } }))).toBeNull();
  expect(allowed(await named.get('/api/search', { headers: { origin: 'https://other.example' } }))).toBeNull();

  const open = await serving({ cors: ['*'] });
  expect(allowed(await open.get('/api/search', { headers: { origin: 'https://other.example' } }))).toBe('*');
});

it('a request is known by our own names alone', async () => {
  const { status } = await serving({ origin: 'https://papers.example.org', cors: ['https://notes.example.org'] });
  const post = (headers: Record<string, string>) => status('/mcp', headers, 'POST');
  for (const host of ['localhost:3000', '127.0.0.1', '[::1]:3000', 'papers.example.org', 'PAPERS.example.org:443']) {
    expect([host, await post({ host })]).toEqual([host, 200]);
  }
  for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.7:3000', 'a@b:c']) {
    expect([host, await post({ host })]).toEqual([host, 403]);
  }
  const host = 'localhost:3000';
  for (const origin of ['http://localhost:8080', 'https://papers.example.org', 'https://notes.example.org']) {
    expect([origin, await post({ host, origin })]).toEqual([origin, 200]);
  }
  for (const origin of ['https://evil.example', 'null', 'http://localhost.evil.example', 'file://']) {
    expect([origin, await post({ host, origin })]).toEqual([origin, 403]);
  }
});
