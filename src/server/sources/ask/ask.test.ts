import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { failureOf, standIn } from '#test/harness/stand-in.ts';
import { type Answering, redirect, saying, status } from '#test/harness/web.ts';
import { identityHeaders } from './identity.ts';

const KEY = 'sk-hunter2/&';
const source = standIn();
const textOf = async (answer: ReturnType<typeof source.asking>) => Buffer.from((await answer).body).toString();

describe('a request', () => {
  it('brings the page, and says who asks', async () => {
    const answer = await source.asking({ headers: { Accept: 'text/xml' } }, { contact: 'mailto:me@example.org' });
    expect(answer).toMatchObject({ status: 200, url: `${source.web.origin}/page` });
    expect(source.web.arrivals[0]).toMatchObject({
      method: 'GET',
      headers: {
        'user-agent': 'Offprint/1.2.3 (+mailto:me@example.org)',
        from: 'me@example.org',
        accept: 'text/xml',
        'accept-encoding': 'gzip, br',
        connection: 'close',
      },
    });
  });

  it('is a POST where something is sent', async () => {
    source.web.always = (response, request) => response.end(request.method);
    expect(await textOf(source.asking({ body: '{"ids":[1]}', headers: { 'content-type': 'application/json' } }))).toBe(
      'POST',
    );
  });

  it('says when it goes out, and that it has arrived', async () => {
    const said: number[] = [];
    await source.asking({}, { onRequest: () => said.push(source.web.arrivals.length) });
    expect(said).toEqual([0, 1]);
    source.web.always = (response) => setTimeout(() => response.end(), 200);
    await source.asking({}, { onRequest: () => said.push(source.web.arrivals.length) });
    expect(said).toEqual([0, 1, 1, 2]);
  });

  it('leaves no connection behind', async () => {
    for (let time = 0; time < 5; time++) await source.asking();
    expect(source.web.connections).toBe(5);
    expect(source.web.mostOpen).toBe(1);
  });

  it('names no contact that would break its line', () => {
    const agent = (contact: string) => identityHeaders({ version: '1', contact });
    expect(agent('https://example.org/me')).toEqual({ 'user-agent': 'Offprint/1 (+https://example.org/me)' });
    expect(agent('me@example.org').from).toBe('me@example.org');
    expect(agent('')).toEqual({ 'user-agent': 'Offprint/1' });
    expect(agent('x)\r\nHost: evil.example')).toEqual({ 'user-agent': 'Offprint/1 (+xHost:evil.example)' });
  });
});

describe('an answer', () => {
  const long = 'a page of papers '.repeat(10_000);
  it.each([
    ['gzip', gzipSync(long)],
    ['x-gzip', gzipSync(long)],
    ['GZIP', gzipSync(long)],
    ['br', brotliCompressSync(long)],
    ['deflate', deflateSync(long)],
    ['identity', Buffer.from(long)],
  ])('packed by %s is unpacked', async (encoding, body) => {
    source.web.always = saying(body, { 'content-encoding': encoding });
    expect(await textOf(source.asking())).toBe(long);
  });

  it('of another charset becomes UTF-8', async () => {
    source.web.always = saying(Buffer.from('Müller', 'latin1'), {
      'content-type': 'application/json; charset=ISO-8859-1',
    });
    expect(await textOf(source.asking())).toBe('Müller');
  });

  it.each([
    [404, 'gone'],
    [410, 'gone'],
    [401, 'refused'],
    [403, 'refused'],
    [451, 'refused'],
    [400, 'refused'],
    [429, 'busy'],
    [503, 'busy'],
    [408, 'busy'],
    [500, 'broken'],
    [502, 'broken'],
    [504, 'broken'],
    [204, 'broken'],
    [304, 'broken'],
    [302, 'broken'],
  ])('of status %i is %s', async (code, kind) => {
    source.web.always = status(code);
    const failure = await failureOf(source.asking());
    expect(failure).toMatchObject({ kind, message: `${source.web.origin}/page answered ${code}.`, restMs: undefined });
  });

  it.each([
    ['0', 0, 0],
    ['2', 2_000, 2_000],
    ['31536000', 86_400_000, 86_400_000],
    ['9'.repeat(400), 86_400_000, 86_400_000],
    [new Date(Date.now() + 600_000).toUTCString(), 500_000, 601_000],
    [new Date(Date.now() - 600_000).toUTCString(), 0, 0],
  ])('that says Retry-After: %s asks for a rest', async (words, least, most) => {
    source.web.always = status(503, { 'retry-after': words });
    const { restMs } = await failureOf(source.asking());
    expect(restMs).toBeGreaterThanOrEqual(least);
    expect(restMs).toBeLessThanOrEqual(most);
  });

  it.each(['soon', '-1', '', '1e9', 'later 3'])('that says Retry-After: “%s” says nothing', async (words) => {
    source.web.always = status(429, { 'retry-after': words });
    expect((await failureOf(source.asking())).restMs).toBeUndefined();
  });
});

it('no message holds a key', async () => {
  const url = `${source.web.origin}/page?api_key=${encodeURIComponent(KEY)}&x=1`;
  const secret = ['api_key', 'X-Key'];
  const faults: Answering[] = [
    status(403),
    status(503),
    (response) => response.destroy(),
    redirect(`http://10.0.0.1/${KEY}?api_key=${KEY}`),
    redirect(`http://10.0.0.1/${encodeURIComponent(KEY)}`),
    redirect(`gopher:${KEY}`),
    saying('x', { 'content-encoding': KEY }),
  ];
  source.web.next = [...faults];
  for (const _ of faults) {
    const failure = await failureOf(source.asking({ url, headers: { 'x-key': KEY } }, { secret }));
    expect(`${failure.message} ${failure.stack} ${JSON.stringify(failure)}`).not.toMatch(/hunter2/);
  }
  expect((await source.asking({ url }, { secret })).url).toBe(`${source.web.origin}/page`);
});
