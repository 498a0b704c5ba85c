import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeEngines, type Place, temporaryFolder } from '#test/harness/engines.ts';
import { feedFaults } from '#test/harness/feed-rules.ts';
import { freePort } from '#test/harness/port.ts';
import { type RunningServer, startServer } from '#test/harness/server.ts';
import { until } from '#test/harness/until.ts';

const TYPES = { atom: 'application/atom+xml', rss: 'application/rss+xml', json: 'application/feed+json' };
type Form = keyof typeof TYPES;
const FORMS = Object.keys(TYPES) as Form[];

/** A page that lists papers, and what stands behind its address. */
const LISTS: [page: string, query: string][] = [
  ['/papers', ''],
  ['/papers/date/2026-06-18', ''],
  ['/papers/week/2026-W25', ''],
  ['/papers/month/2026-06', ''],
  ['/papers/trending', ''],
  ['/papers', '?q=diffusion'],
  ['/papers', '?q=cat:cs.CL&order=date'],
  ['/papers', '?q=author:"Ada Lovelace"&order=votes'],
  ['/papers', '?q=org:"Some Lab"'],
];

const LINK = /<link rel="alternate" type="([^"]+)" href="([^"]+)" title="([^"]+)"\s*\/?>/g;
const read = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"');

/** The feeds that a page's head names. */
const linksIn = (html: string) =>
  [...html.matchAll(LINK)].map(([, type, href, title]) => ({ type: type!, href: read(href!), title: read(title!) }));

const formOf = (type: string) => FORMS.find((form) => TYPES[form] === type)!;

describeEngines('feeds and Markdown over HTTP', ({ place }) => {
  let server: RunningServer;
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(server.url + path, { headers, method, redirect: 'manual' });

  beforeAll(async () => {
    server = await startServer(await place());
    await until('papers have vectors', async () => (await get('/papers/feed.atom?q=diffusion')).headers.has('etag'));
  });
  afterAll(async () => {
    await server.stop();
  });

  it.each(LISTS)('%s%s is a valid feed in every kind, named in the page’s head', async (page, query) => {
    const named = linksIn(await (await get(page + query)).text());
    expect(named.slice(0, 3).map(({ type }) => type)).toEqual(Object.values(TYPES));
    const behind = FORMS.map((form) => ({ href: `${page}/feed.${form}${query}`, type: TYPES[form] }));
    for (const { href, type } of [...named, ...behind]) {
      const answer = await get(href);
      const text = await answer.text();
      expect([href, answer.status, answer.headers.get('content-type')]).toEqual([href, 200, `${type}; charset=utf-8`]);
      expect(feedFaults(formOf(type), text), href).toEqual([]);
      expect(text).toContain(`${server.url}/papers`);
    }
  });

  it('a paper’s like list is found from its page, and its feed from there', async () => {
    const { items } = (await (await get('/papers/feed.json')).json()) as { items: { url: string }[] };
    const path = new URL(items[0]!.url).pathname.replace('/papers/', '/papers/like/');
    const [atom] = linksIn(await (await get(path)).text());
    expect(atom!.href).toBe(`${path}/feed.atom`);
    const answer = await get(atom!.href);
    expect(answer.status).toBe(200);
    const text = await answer.text();
    expect(feedFaults('atom', text)).toEqual([]);
    expect(text.match(/<entry>/g)?.length).toBeGreaterThan(6);
  });

  it('what a page names is found without JavaScript, and once in sight', async () => {
    for (const path of ['/papers', '/papers/trending', '/papers?q=diffusion']) {
      const html = await (await get(path)).text();
      const [first] = linksIn(html);
      expect(read(/<footer[\s\S]*<\/footer>/.exec(html)![0])).toContain(`href="${first!.href}"`);
    }
  });

  it.each([
    '/papers/feed.atom',
    '/papers/trending/feed.rss',
    '/papers/feed.json?q=diffusion',
    '/papers.md',
    '/llms.txt',
  ])('%s has not changed for those who have it, by its tag or its date', async (path) => {
    const first = await get(path);
    const [etag, date] = [first.headers.get('etag')!, first.headers.get('last-modified')!];
    expect(etag).toMatch(/^W\/"/);
    expect(Date.parse(date)).toBeLessThanOrEqual(Date.now());
    expect(first.headers.get('cache-control')).toBe('public, no-cache');
    for (const headers of [{ 'if-none-match': etag }, { 'if-modified-since': date }]) {
      const again = await get(path, headers);
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    }
    expect((await get(path, { 'if-none-match': 'W/"x"', 'if-modified-since': date })).status).toBe(200);
    const earlier = new Date(Date.parse(date) - 60_000).toUTCString();
    expect((await get(path, { 'if-modified-since': earlier })).status).toBe(200);
  });

  it('HEAD has the headers of GET and no body, before and after it is kept', async () => {
    for (const path of ['/papers/month/2026-05/feed.atom', '/papers/feed.rss', '/papers/trending.md']) {
      const heads = [await get(path, {}, 'HEAD'), await get(path, {}, 'HEAD')];
      const whole = await get(path);
      const bytes = (await whole.arrayBuffer()).byteLength;
      for (const head of heads) {
        expect([head.status, await head.text()]).toEqual([200, '']);
        for (const name of ['content-type', 'etag', 'last-modified', 'cache-control'])
          expect([path, head.headers.get(name)]).toEqual([path, whole.headers.get(name)]);
      }
      expect(bytes).toBeGreaterThan(100);
    }
  });

  it('a day without papers is an empty feed, a day that is none a refusal, an unknown order the usual one', async () => {
    for (const form of FORMS) {
      const empty = await get(`/papers/date/2026-06-13/feed.${form}`);
      const text = await empty.text();
      expect([empty.status, feedFaults(form, text)]).toEqual([200, []]);
      expect(text).not.toMatch(/<entry>|<item>|"url"/);
      const refused = await get(`/papers/date/2026-02-30/feed.${form}`);
      expect([refused.status, refused.headers.get('content-type')]).toEqual([400, `${TYPES[form]}; charset=utf-8`]);
      expect(feedFaults(form, await refused.text())).toEqual([]);
      const [usual, odd] = ['', '&order=best'].map((more) => get(`/papers/feed.${form}?q=diffusion${more}`));
      expect(await (await odd!).text()).toBe(await (await usual!).text());
    }
    expect((await get('/papers/feed.xml')).status).toBe(404);
    expect((await get('/papers/like/no-such-paper/feed.atom')).status).toBe(404);
    const unread = await (await get('/papers/feed.atom?q=diffusion+cat:cs.ZZ')).text();
    expect(unread).toContain('is no category');
  });

  it.each([
    ['/papers', '/papers.md'],
    ['/papers/date/2026-06-18', '/papers/date/2026-06-18.md'],
    ['/papers/date/2026-06-13', '/papers/date/2026-06-13.md'],
    ['/papers/week/2026-W25', '/papers/week/2026-W25.md'],
    ['/papers/month', '/papers/month.md'],
    ['/papers/trending', '/papers/trending.md'],
    ['/papers?q=diffusion&order=date', '/papers.md?q=diffusion&order=date'],
  ])('%s is Markdown for those who ask for it, and at %s', async (page, path) => {
    const [asked, own] = [await get(page, { accept: 'text/markdown' }), await get(path)];
    for (const answer of [asked, own]) {
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/markdown; charset=utf-8']);
    }
    const text = await own.text();
    expect(await asked.text()).toBe(text);
    expect(text).toMatch(/^# .+\n/);
    for (const [, address] of text.matchAll(/<(http[^>]+)>/g)) {
      const { pathname, search, origin } = new URL(address!);
      expect(origin).toBe(server.url);
      const answer = await get(pathname + search, {}, 'HEAD');
      expect([address, answer.status]).toEqual([address, 200]);
    }
  });

  it('Markdown has as many papers as its page, by number, and refuses as the page does', async () => {
    const numbers = async (path: string) => (await (await get(path)).text()).match(/^\d+\. /gm)?.map(Number.parseFloat);
    expect(await numbers('/papers/date/2026-06-18.md')).toEqual(Array.from({ length: 56 }, (_, at) => at + 1));
    expect((await numbers('/papers.md?q=models&page=2'))?.[0]).toBe(21);
    for (const [path, status] of [
      ['/papers/date/2026-02-30.md', 400],
      ['/papers/date/2026-06-18.md?page=2', 404],
      ['/papers.md?page=0', 400],
      ['/papers/like/no-such-paper.md', 404],
      ['/papers/like.md', 404],
    ] as const) {
      const answer = await get(path);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        status,
        'text/markdown; charset=utf-8',
      ]);
      expect(await answer.text()).toMatch(/^# .+/);
    }
  });

  it('/llms.txt names addresses that are there', async () => {
    const answer = await get('/llms.txt');
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const text = await answer.text();
    expect(text).toMatch(/^# Offprint\n\n> /);
    const addresses = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, address]) => new URL(address!));
    expect(addresses.length).toBeGreaterThan(10);
    for (const { origin, pathname, search } of addresses) {
      expect(origin).toBe(server.url);
      const { status, headers } = await get(pathname + search);
      // Its example of a paper is real, but not in the sample.
      expect([pathname, status === 200 || (pathname.includes('2503.11792') && status === 404)]).toEqual([
        pathname,
        true,
      ]);
      expect(headers.get('content-type')).not.toContain('text/html');
    }
  });
});

describe('feeds', () => {
  const place: Place = { dataDir: temporaryFolder(), databaseUrl: '' };
  afterAll(() => rmSync(place.dataDir, { recursive: true, force: true }));

  it('lead to the address that the site is given, by whichever they are asked for', async () => {
    const port = await freePort();
    const server = await startServer(place, { ORIGIN: 'https://papers.example.org', PORT: String(port) });
    for (const path of [...FORMS.map((form) => `/papers/feed.${form}`), '/papers.md', '/llms.txt']) {
      const text = await (await fetch(`http://localhost:${port}${path}`)).text();
      expect(text).toContain('https://papers.example.org/papers');
      expect(text).not.toContain('localhost');
    }
    await server.stop();
  });

  it('come from the catalogue alone where they can, before there is an index', async () => {
    const server = await startServer(place, { OFFPRINT_JOBS: 'off' });
    const paths = ['/papers', '/papers/week', '/papers/date/2026-06-18', '/papers/trending'];
    for (const path of [...paths.flatMap((page) => [`${page}/feed.atom`, `${page}.md`]), '/llms.txt']) {
      const { status, headers } = await fetch(server.url + path);
      expect([path, status, headers.has('etag')]).toEqual([path, 200, true]);
    }
    const search = await fetch(`${server.url}/papers/feed.atom?q=diffusion`);
    expect([search.status, search.headers.get('retry-after')]).toEqual([503, '60']);
    await server.stop();
  });
});
