import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeEngines } from '#test/harness/engines.ts';
import { type RunningServer, startServer } from '#test/harness/server.ts';
import { until } from '#test/harness/until.ts';

const DAY = '/papers/date/2026-06-18';

/** One address of every kind, with the status and type it answers with. */
const ANSWERS: [path: string, status: number, type: string][] = [
  ['/papers', 200, 'text/html'],
  [DAY, 200, 'text/html'],
  ['/papers/week/2026-W25', 200, 'text/html'],
  ['/papers/month/2026-06', 200, 'text/html'],
  ['/papers/trending', 200, 'text/html'],
  ['/papers?q=diffusion', 200, 'text/html'],
  ['/papers?q=zyzzyvaxyl', 200, 'text/html'],
  ['/papers?q=token+year:2026&explain=1&order=votes', 200, 'text/html'],
  ['/papers/like', 200, 'text/html'],
  ['/papers/like/2101.99999', 404, 'text/html'],
  ['/papers/date/2026-06-13', 200, 'text/html'],
  ['/papers/date/2026-02-30', 400, 'text/html'],
  ['/papers/week/2026-W54', 400, 'text/html'],
  ['/papers/month/2026-13', 400, 'text/html'],
  ['/papers?page=0', 400, 'text/html'],
  ['/papers/2101.99999', 404, 'text/html'],
  ['/papers/no-such-id', 404, 'text/html'],
  ['/papers/2101.99999.md', 404, 'text/'],
  ['/nowhere/at/all', 404, 'text/html'],
  ['/api/daily_papers', 200, 'application/json'],
  ['/api/daily_papers?date=nonsense', 400, 'application/json'],
  ['/api/papers/search?q=diffusion', 200, 'application/json'],
  ['/api/papers/2101.99999', 404, 'application/json'],
  ['/api/papers/2101.99999/similar', 404, 'application/problem+json'],
  ['/api/search?q=diffusion', 200, 'application/json'],
  ['/api/suggest?q=diffusion', 200, 'application/json'],
  ['/api/nothing', 404, 'application/json'],
  ['/healthz', 200, 'text/plain'],
  ['/robots.txt', 200, 'text/plain'],
];

function policyOf(answer: Response): Map<string, string[]> {
  const text = answer.headers.get('content-security-policy') ?? '';
  const parts = text.split(';').map((part) => part.trim().split(/\s+/));
  return new Map(parts.map(([name = '', ...values]) => [name, values]));
}

describeEngines('the built server', ({ place }) => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer(await place());
    await until('the index is built', async () => (await get('/api/papers/search?q=diffusion')).ok);
  });
  afterAll(async () => {
    await server.stop();
  });
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(server.url + path, { redirect: 'manual', headers });

  it.each(ANSWERS)('%s answers %i', async (path, status, type) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain(type);
    expect((await answer.text()).length).toBeGreaterThan(0);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(ANSWERS.filter(([, , type]) => type === 'text/html'))(
    '%s has a policy that allows nothing it does not need',
    async (path) => {
      const answer = await get(path);
      const policy = policyOf(answer);
      expect(policy.get('default-src')).toEqual(["'none'"]);
      expect(policy.get('base-uri')).toEqual(["'none'"]);
      expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
      expect(policy.get('form-action')).toEqual(["'self'"]);
      const allowed = /^('self'|'none'|data:|'sha(256|384|512)-[\w+/=]+'|'nonce-[\w+/=]+')$/;
      expect([...policy.values()].flat().filter((value) => !allowed.test(value))).toEqual([]);
      expect(policy.get('script-src')).not.toContain('data:');
      expect(answer.headers.get('referrer-policy')).toMatch(
        /^(no-referrer|same-origin|strict-origin(-when-cross-origin)?)$/,
      );
      expect(answer.headers.get('x-frame-options')).toBe('DENY');
      expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(answer.headers.get('permissions-policy')).toMatch(/camera=\(\)/);
    },
  );

  it('what a page brings along is safe to keep, and says what it is', async () => {
    const page = await (await get('/papers')).text();
    const assets = [
      ...new Set([...page.matchAll(/(?:href|src)="(\.?\/_app\/[^"]+)"/g)].map(([, path]) => path!.replace(/^\./, ''))),
    ];
    expect(assets.length).toBeGreaterThan(2);
    for (const asset of assets) {
      const answer = await get(asset);
      expect(answer.status, asset).toBe(200);
      expect(answer.headers.get('cache-control'), asset).toContain('immutable');
      expect(answer.headers.get('x-content-type-options'), asset).toBe('nosniff');
      await answer.arrayBuffer();
    }
  });

  it('leads from the root and from short addresses to the pages themselves', async () => {
    for (const [from, to] of [
      ['/', '/papers'],
      ['/papers/week', '/papers/week/2026-W25'],
      ['/papers/month', '/papers/month/2026-06'],
      ['/papers?date=2026-06-18', DAY],
    ] as const) {
      const answer = await get(from);
      expect(answer.status, from).toBeGreaterThanOrEqual(302);
      expect(answer.status, from).toBeLessThanOrEqual(308);
      expect(new URL(answer.headers.get('location') ?? '', server.url).pathname, from).toBe(to);
    }
  });

  it('gives a page that has not changed as 304, and packs what it sends', async () => {
    const first = await get(DAY, { 'accept-encoding': 'gzip' });
    const etag = first.headers.get('etag');
    expect(etag).toBeTruthy();
    expect(first.headers.get('content-encoding')).toBe('gzip');
    expect((await get(DAY, { 'accept-encoding': 'gzip', 'if-none-match': etag! })).status).toBe(304);
  });

  it('gives a paper as Markdown at its own address and when asked', async () => {
    const page = await (await get(DAY)).text();
    const path = /href="(\/papers\/p-[^"]+)" data-title/.exec(page)?.[1];
    for (const answer of [await get(`${path}.md`), await get(path!, { accept: 'text/markdown' })]) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain('text/markdown');
      expect(await answer.text()).toMatch(/^(---|#)/);
    }
  });

  it('refuses what it does not do, and answers on', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      const answer = await fetch(`${server.url}/papers`, { method });
      expect(answer.status, method).toBeGreaterThanOrEqual(400);
      expect(answer.status, method).toBeLessThan(500);
      await answer.text();
    }
    for (const path of [
      '/papers/%',
      '/papers/%00',
      `/papers/${'x'.repeat(5_000)}`,
      '/papers?q=%ff%fe',
      '/papers?q=%00',
      '/api/papers/search?q=%00',
      '/api/papers/%00',
      '/papers/%00.md',
      '/papers/..%2f..%2fetc%2fpasswd',
    ]) {
      const answer = await get(path);
      expect(answer.status, path.slice(0, 40)).toBeLessThan(500);
      await answer.text();
    }
    expect((await get('/papers')).status).toBe(200);
  });

  it('accepts a choice only from its own pages', async () => {
    const body = new URLSearchParams({ theme: 'dark', back: '//elsewhere.example/' });
    const own = await fetch(`${server.url}/preferences`, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { origin: server.url },
    });
    expect(own.status).toBe(303);
    expect(own.headers.get('location')).toBe('/papers');
    expect(own.headers.get('set-cookie')).toMatch(/^theme=dark; .*HttpOnly.*SameSite=Lax/i);
    const foreign = await fetch(`${server.url}/preferences`, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(foreign.status).toBe(403);
  });
});
