import { gunzipSync } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { PageCache } from './page-cache.ts';

const BODY = 'A page about papers. '.repeat(200);
const page = () => new Response(BODY, { headers: { 'content-type': 'text/html' } });
const get = (headers: Record<string, string> = {}, url = 'http://localhost/papers') => new Request(url, { headers });

test('a page is rendered once a revision', async () => {
  const cache = new PageCache();
  const render = vi.fn(async () => page());
  for (const revision of [1, 1, 1, 2, 2]) {
    expect(await (await cache.answer(get(), revision, render)).text()).toBe(BODY);
  }
  expect(render).toHaveBeenCalledTimes(2);
});

afterEach(() => {
  vi.useRealTimers();
});

test('looks have pages of their own, other cookies do not', async () => {
  const cache = new PageCache();
  const render = vi.fn(async () => page());
  for (const cookie of [
    'theme=dark',
    'theme=dark; session=1',
    'density=titles; theme=dark',
    'theme=dark; density=titles',
  ]) {
    await cache.answer(get({ cookie }), 1, render);
  }
  expect(render).toHaveBeenCalledTimes(2);
});

test.each(['http://localhost/papers', 'http://localhost/papers?q=papers'])(
  '%s is packed for those who take gzip, and 304 for those who have it',
  async (url) => {
    const cache = new PageCache();
    const packed = await cache.answer(get({ 'accept-encoding': 'br, gzip' }, url), 1, async () => page());
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe(BODY);
    const again = await cache.answer(get({ 'if-none-match': packed.headers.get('etag')! }, url), 1, async () => page());
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  },
);

test.each([
  ['an answer with a cookie', {}, () => new Response(BODY, { headers: { 'set-cookie': 'a=b' } })],
  ['an answer that says no-store', {}, () => new Response(BODY, { headers: { 'cache-control': 'no-store' } })],
  ['an error', {}, () => new Response(BODY, { status: 404 })],
  ['a request that says who reads', { authorization: 'Bearer x' }, page],
] as const)('%s is not kept', async (_, headers, answer) => {
  const cache = new PageCache();
  const render = vi.fn(async () => answer());
  await cache.answer(get(headers), 1, render);
  await cache.answer(get(headers), 1, render);
  expect(render).toHaveBeenCalledTimes(2);
});

test('what is not kept is packed too, and says so only where it is', async () => {
  const cache = new PageCache();
  const answer = (body: string) => async () =>
    new Response(body, { headers: { 'content-type': 'application/json', 'cache-control': 'private, no-store' } });
  const packed = await cache.answer(get({ 'accept-encoding': 'gzip' }), 1, answer(BODY));
  expect(packed.headers.get('content-encoding')).toBe('gzip');
  expect(packed.headers.get('cache-control')).toBe('private, no-store');
  expect(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe(BODY);
  for (const plain of [
    await cache.answer(get(), 1, answer(BODY)),
    await cache.answer(get({ 'accept-encoding': 'gzip' }), 1, answer('{}')),
  ]) {
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(['{}', BODY]).toContain(await plain.text());
  }
});

test('nothing is kept while the revision is not known', async () => {
  const cache = new PageCache();
  const render = vi.fn(async () => page());
  await cache.answer(get(), undefined, render);
  await cache.answer(get(), undefined, render);
  expect(render).toHaveBeenCalledTimes(2);
});

test('a flood of addresses does not grow it without bound', async () => {
  const cache = new PageCache();
  const big = 'x'.repeat(1_900_000);
  const render = vi.fn(async () => new Response(big, { headers: { 'content-type': 'image/png' } }));
  for (let i = 0; i < 60; i++) await cache.answer(get({}, `http://localhost/papers?page=${i}`), 1, render);
  await cache.answer(get({}, 'http://localhost/papers?page=0'), 1, render);
  await cache.answer(get({}, 'http://localhost/papers?page=59'), 1, render);
  expect(render).toHaveBeenCalledTimes(61);
});

const feed = (body = BODY) =>
  new Response(body, { headers: { 'content-type': 'application/atom+xml', 'cache-control': 'public, no-cache' } });

test('what is the same for everyone has the date since which it is so, and 304 for those who were there after', async () => {
  vi.useFakeTimers({ now: new Date('2026-06-18T10:00:00.500Z') });
  const cache = new PageCache();
  const at = async (revision: number, body: string, headers = {}) =>
    cache.answer(get(headers), revision, async () => feed(body));
  const first = await at(1, BODY);
  expect(first.headers.get('last-modified')).toBe('Thu, 18 Jun 2026 10:00:00 GMT');
  expect(first.headers.get('vary')).not.toContain('Cookie');
  vi.advanceTimersByTime(60_000);
  // Another revision that leaves it as it was is no change.
  expect((await at(2, BODY)).headers.get('last-modified')).toBe('Thu, 18 Jun 2026 10:00:00 GMT');
  const since = (date: string, more = {}) => at(2, BODY, { 'if-modified-since': date, ...more });
  expect((await since('Thu, 18 Jun 2026 10:00:00 GMT')).status).toBe(304);
  expect((await since('Thu, 18 Jun 2026 09:59:59 GMT')).status).toBe(200);
  expect((await since('yesterday')).status).toBe(200);
  // A tag says more than a date.
  expect((await since('Thu, 18 Jun 2026 10:00:00 GMT', { 'if-none-match': 'W/"other"' })).status).toBe(200);
  expect((await at(3, 'changed')).headers.get('last-modified')).toBe('Thu, 18 Jun 2026 10:01:00 GMT');
});

test('two answers of one second are not told apart by a date', async () => {
  vi.useFakeTimers({ now: new Date('2026-06-18T10:00:00.100Z') });
  const cache = new PageCache();
  await cache.answer(get(), 1, async () => feed('one'));
  const second = await cache.answer(get(), 2, async () => feed('two'));
  expect(second.headers.get('last-modified')).toBeNull();
  const date = { 'if-modified-since': 'Thu, 18 Jun 2026 10:00:00 GMT' };
  expect((await cache.answer(get(date), 2, async () => feed('two'))).status).toBe(200);
});

test('a page, which has its reader’s looks, has no date', async () => {
  const date = { 'if-modified-since': new Date(Date.now() + 60_000).toUTCString() };
  const answer = await new PageCache().answer(get(date), 1, async () => page());
  expect([answer.status, answer.headers.get('last-modified'), answer.headers.get('vary')]).toEqual([
    200,
    null,
    'Accept, Accept-Encoding, Cookie, Origin',
  ]);
});

test('HEAD has the headers of GET, and each keeps for the other', async () => {
  const cache = new PageCache();
  const render = vi.fn(async () => feed());
  const head = await cache.answer(new Request('http://localhost/papers', { method: 'HEAD' }), 1, render);
  const whole = await cache.answer(get(), 1, render);
  expect([...head.headers]).toEqual([...whole.headers]);
  expect(head.headers.get('content-length')).toBe(String(BODY.length));
  expect(render).toHaveBeenCalledTimes(1);
});

test('who asks for Markdown and who takes HTML too do not get each other’s', async () => {
  const cache = new PageCache();
  const answer = async (accept: string, body: string) =>
    (await cache.answer(get({ accept }), 1, async () => new Response(body))).text();
  expect(await answer('text/markdown', '# A page')).toBe('# A page');
  expect(await answer('text/markdown, text/html;q=0.9', '<h1>')).toBe('<h1>');
  expect(await answer('text/html', 'rendered again')).toBe('<h1>');
  expect(await answer('text/markdown, */*', 'rendered again')).toBe('# A page');
});
