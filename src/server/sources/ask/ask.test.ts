import { once } from 'node:events';
import type { LookupFunction } from 'node:net';
import { connect as connectSocket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '#test/harness/until.ts';
import { type Answering, redirect, saying, startWeb, status, type Web } from '#test/harness/web.ts';
import type { Ask } from '../source.ts';
import { askSource } from './ask.ts';
import { publicLookup, toPublicOnly } from './connector.ts';
import { AskFailure } from './failure.ts';
import { identityHeaders } from './identity.ts';
import type { AskOptions } from './options.ts';

const MB = 1_000_000;
const KEY = 'sk-hunter2/&';

let web: Web;
/** Beside the source, and named by nobody: no connection may come. */
let canary: Web;
beforeEach(async () => {
  [web, canary] = [await startWeb(), await startWeb()];
});
afterEach(() => Promise.all([web.close(), canary.close()]));

const asking = (ask: Partial<Ask> = {}, more: Partial<AskOptions> = {}) =>
  askSource({ url: `${web.origin}/page`, ...ask }, { version: '1.2.3', contact: '', trusted: [web.origin], ...more });

async function failureOf(work: Promise<unknown>): Promise<AskFailure> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AskFailure);
  return error as AskFailure;
}

const textOf = async (answer: ReturnType<typeof asking>) => Buffer.from((await answer).body).toString();

describe('a request', () => {
  it('brings the page, and says who asks', async () => {
    const answer = await asking({ headers: { Accept: 'text/xml' } }, { contact: 'mailto:me@example.org' });
    expect(answer).toMatchObject({ status: 200, url: `${web.origin}/page` });
    expect(web.arrivals[0]).toMatchObject({
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
    web.always = (response, request) => response.end(request.method);
    expect(await textOf(asking({ body: '{"ids":[1]}', headers: { 'content-type': 'application/json' } }))).toBe('POST');
  });

  it('says when it goes out, and that it has arrived', async () => {
    const said: number[] = [];
    await asking({}, { onRequest: () => said.push(web.arrivals.length) });
    expect(said).toEqual([0, 1]);
    web.always = (response) => setTimeout(() => response.end(), 200);
    await asking({}, { onRequest: () => said.push(web.arrivals.length) });
    expect(said).toEqual([0, 1, 1, 2]);
  });

  it('leaves no connection behind', async () => {
    for (let time = 0; time < 5; time++) await asking();
    expect(web.connections).toBe(5);
    expect(web.mostOpen).toBe(1);
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
    web.always = saying(body, { 'content-encoding': encoding });
    expect(await textOf(asking())).toBe(long);
  });

  it('of another charset becomes UTF-8', async () => {
    web.always = saying(Buffer.from('Müller', 'latin1'), { 'content-type': 'application/json; charset=ISO-8859-1' });
    expect(await textOf(asking())).toBe('Müller');
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
    web.always = status(code);
    const failure = await failureOf(asking());
    expect(failure).toMatchObject({ kind, message: `${web.origin}/page answered ${code}.`, restMs: undefined });
  });

  it.each([
    ['0', 0, 0],
    ['2', 2_000, 2_000],
    ['31536000', 86_400_000, 86_400_000],
    ['9'.repeat(400), 86_400_000, 86_400_000],
    [new Date(Date.now() + 600_000).toUTCString(), 500_000, 601_000],
    [new Date(Date.now() - 600_000).toUTCString(), 0, 0],
  ])('that says Retry-After: %s asks for a rest', async (words, least, most) => {
    web.always = status(503, { 'retry-after': words });
    const { restMs } = await failureOf(asking());
    expect(restMs).toBeGreaterThanOrEqual(least);
    expect(restMs).toBeLessThanOrEqual(most);
  });

  it.each(['soon', '-1', '', '1e9', 'later 3'])('that says Retry-After: “%s” says nothing', async (words) => {
    web.always = status(429, { 'retry-after': words });
    expect((await failureOf(asking())).restMs).toBeUndefined();
  });
});

describe('a fault', () => {
  const half: Answering = (response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('half', () => response.destroy());
  };
  const halfOfPieces: Answering = (response) => {
    response.writeHead(200);
    response.write('half', () => response.destroy());
  };
  it.each<[string, Answering, RegExp]>([
    ['a connection that is cut', (response) => response.destroy(), /cut the connection/],
    ['half a page', half, /less than it said/],
    ['half a page in pieces', halfOfPieces, /not a whole answer/],
    ['no answer', () => {}, /did not answer in time/],
    ['an answer that stops', (response) => response.writeHead(200).write('x'), /stopped in the middle/],
    ['something else than HTTP', (response) => response.socket?.end('SSH-2.0-OpenSSH_9.6\r\n'), /not a whole answer/],
    ['what is not packed', saying('plain', { 'content-encoding': 'gzip' }), /cannot be unpacked/],
    [
      'half of what is packed',
      saying(gzipSync('x'.repeat(9_999)).subarray(0, 20), { 'content-encoding': 'gzip' }),
      /cannot be unpacked/,
    ],
    ['bad brotli', saying('plain text', { 'content-encoding': 'br' }), /cannot be unpacked/],
    ['a packing of its own', saying('x', { 'content-encoding': 'gzip, gzip' }), /packed in a way/],
    ['headers without end', saying('x', { 'x-long': 'y'.repeat(200_000) }), /headers without end/],
  ])('%s is broken', async (_, answering, words) => {
    web.always = answering;
    const failure = await failureOf(asking({}, { silenceMs: 300 }));
    expect(failure.kind).toBe('broken');
    expect(failure.message).toMatch(words);
    await until('the connection is gone', () => web.connections === 1 && web.open === 0);
  });

  it('is a server that is not there', async () => {
    const failure = await failureOf(asking({ url: 'http://127.0.0.1:1/' }, { trusted: ['http://127.0.0.1:1'] }));
    expect(failure).toMatchObject({ kind: 'broken', message: 'http://127.0.0.1:1/ refused the connection.' });
  });

  it('is a name that is not there', async () => {
    const lookup: LookupFunction = (_name, _options, callback) =>
      callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), '');
    const failure = await failureOf(asking({ url: 'http://papers.example/' }, { lookup }));
    expect(failure).toMatchObject({ kind: 'broken', message: expect.stringContaining('could not be found') as string });
  });

  it('is an answer that drips for ever', async () => {
    web.always = (response) => {
      const drip = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(drip));
    };
    const failure = await failureOf(asking({}, { silenceMs: 2_000, wholeMs: 400 }));
    expect(failure).toMatchObject({ kind: 'broken', message: `${web.origin}/page did not finish its answer in time.` });
  });

  it('is not what the caller ends', async () => {
    web.always = () => {};
    const stop = new AbortController();
    const work = asking({}, { signal: stop.signal });
    await until('the request has arrived', () => web.arrivals.length === 1);
    stop.abort(new Error('enough'));
    await expect(work).rejects.toThrow('enough');
  });
});

describe('what is too large', () => {
  /** The most memory in use while something goes on, above what was in use before. */
  async function growth(work: () => Promise<unknown>): Promise<number> {
    const before = process.memoryUsage().rss;
    let most = before;
    const looking = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 5);
    await work();
    clearInterval(looking);
    return most - before;
  }

  /** Writes one piece again and again, and tells how much went out before the line was cut. */
  function pouring(piece: Uint8Array, times: number, headers: Record<string, string>) {
    const poured = { bytes: 0, cut: false };
    const answering: Answering = async (response) => {
      const closed = once(response, 'close').then(() => {
        poured.cut = !response.writableFinished;
      });
      response.writeHead(200, headers);
      for (let time = 0; time < times && !response.destroyed; time++) {
        poured.bytes += piece.length;
        if (!response.write(piece))
          await Promise.race([closed, new Promise((resolve) => response.once('drain', resolve))]);
      }
      response.end();
    };
    return { poured, answering };
  }

  it('is stopped at the bound: 1 GB, memory flat, the line cut', async () => {
    const { poured, answering } = pouring(Buffer.alloc(MB, 'x'), 1_000, {});
    web.always = answering;
    const grown = await growth(async () => {
      const failure = await failureOf(asking());
      expect(failure).toMatchObject({ kind: 'broken', message: `${web.origin}/page sent more than 32 MB.` });
    });
    expect(grown).toBeLessThan(200 * MB);
    await until('the source sees the line cut', () => poured.cut);
    expect(poured.bytes).toBeLessThan(100 * MB);
  });

  it('is stopped at the bound: 10 GB of zeros in 10 MB of gzip', async () => {
    const { poured, answering } = pouring(gzipSync(Buffer.alloc(10 * MB)), 1_000, { 'content-encoding': 'gzip' });
    web.always = answering;
    const grown = await growth(async () => {
      const failure = await failureOf(asking());
      expect(failure).toMatchObject({ kind: 'broken', message: `${web.origin}/page sent more than 32 MB.` });
    });
    expect(grown).toBeLessThan(200 * MB);
    await until('the source sees the line cut', () => poured.cut);
  });

  it('is stopped at the bound where it unpacks to nothing', async () => {
    const { answering } = pouring(gzipSync(''), 1_000_000, { 'content-encoding': 'gzip' });
    web.always = answering;
    expect(await failureOf(asking({}, { mostBytes: 100_000 }))).toMatchObject({ kind: 'broken' });
  });

  it('is not begun where it says so itself', async () => {
    const { poured, answering } = pouring(Buffer.alloc(1_000), 40_000, { 'content-length': String(40 * MB) });
    web.always = answering;
    const failure = await failureOf(asking());
    expect(failure).toMatchObject({ kind: 'broken', message: `${web.origin}/page would send more than 32 MB.` });
    await until('the source sees the line cut', () => poured.cut);
    expect(poured.bytes).toBeLessThan(32 * MB);
  });

  it('begins one byte beyond the bound', async () => {
    web.always = saying('x'.repeat(1_000));
    expect((await asking({}, { mostBytes: 1_000 })).body).toHaveLength(1_000);
    expect(await failureOf(asking({}, { mostBytes: 999 }))).toMatchObject({ kind: 'broken' });
  });
});

describe('a redirect', () => {
  it('is followed, relative or not, and the answer says where it came from', async () => {
    web.next = [redirect('/second?x=1', 301), redirect(`${web.origin}/third?x=2#part`, 307)];
    expect(await asking()).toMatchObject({ url: `${web.origin}/third` });
    expect(web.arrivals.map(({ path }) => path)).toEqual(['/page', '/second?x=1', '/third?x=2']);
    expect(web.mostOpen).toBe(1);
  });

  it('is a request of its own, which keeps the pause', async () => {
    web.next = [redirect('/second'), redirect('/third')];
    await asking({}, { hopMs: 150 });
    expect(web.shortestPause()).toBeGreaterThanOrEqual(150);
  });

  it('is not followed in circles, nor for ever', async () => {
    web.next = [redirect('/second'), redirect('/page')];
    expect(await failureOf(asking())).toMatchObject({ kind: 'unsafe' });
    expect(web.arrivals).toHaveLength(2);
    let count = 0;
    web.always = (response, request) => redirect(`/${count++}`)(response, request);
    expect(await failureOf(asking())).toMatchObject({ kind: 'unsafe' });
    expect(web.arrivals).toHaveLength(2 + 6);
  });

  it.each<[string, (port: number) => string]>([
    ['a private address', (port) => `http://127.0.0.1:${port}/`],
    ['a private address without scheme', (port) => `//127.0.0.1:${port}/`],
    ['a private address in another spelling', (port) => `http://2130706433:${port}/`],
    ['a wrapped private address', (port) => `http://[::ffff:127.0.0.1]:${port}/`],
    ['this machine by name', (port) => `http://localhost:${port}/`],
    ['a user name', (port) => `http://${web.origin.slice(7)}@127.0.0.1:${port}/`],
    ['the trusted origin with a user name', () => `http://me@${web.origin.slice(7)}/`],
    ['a file', () => 'file:///etc/passwd'],
    ['nowhere', () => 'http://['],
  ])('to %s is refused before anything is sent', async (_, location) => {
    web.next = [redirect(location(canary.port))];
    expect(await failureOf(asking())).toMatchObject({ kind: 'unsafe' });
    expect(canary.connections).toBe(0);
    expect(web.arrivals).toHaveLength(1);
  });

  it('takes nothing along to another origin but who asks', async () => {
    web.next = [redirect(`${canary.origin}/`)];
    await asking(
      { headers: { Authorization: KEY } },
      { trusted: [web.origin, canary.origin], contact: 'me@example.org' },
    );
    expect(web.arrivals[0]!.headers.authorization).toBe(KEY);
    expect(canary.arrivals[0]!.headers).toMatchObject({ from: 'me@example.org' });
    expect(canary.arrivals[0]!.headers.authorization).toBeUndefined();
  });

  it('does not carry what was posted', async () => {
    web.next = [redirect('/second', 307)];
    expect(await failureOf(asking({ body: 'x' }))).toMatchObject({ kind: 'unsafe' });
    expect(web.arrivals).toHaveLength(1);
  });
});

describe('a name', () => {
  const leadingTo =
    (...answers: string[][]): LookupFunction =>
    (_name, options, callback) => {
      const found = (answers.length > 1 ? answers.shift()! : answers[0]!).map((address) => ({
        address,
        family: address.includes(':') ? 6 : 4,
      }));
      if (options.all) callback(null, found);
      else callback(null, found[0]!.address, found[0]!.family);
    };

  it.each([
    [['127.0.0.1']],
    [['8.8.8.8', '127.0.0.1']],
    [['::1']],
    [['::ffff:127.0.0.1']],
    [['64:ff9b::7f00:1']],
    [[]],
  ])('that leads to %j is refused before anything is sent', async (addresses) => {
    const url = `http://papers.example:${canary.port}/`;
    const failure = await failureOf(asking({ url }, { lookup: leadingTo(addresses) }));
    expect(failure).toMatchObject({ kind: 'unsafe', message: expect.stringContaining('papers.example') as string });
    expect(canary.connections).toBe(0);
  });

  it('that leads elsewhere the next time is refused then', async () => {
    const lookup = publicLookup(leadingTo(['8.8.8.8'], ['127.0.0.1']));
    const found = () =>
      new Promise((resolve, reject) =>
        lookup('papers.example', {}, (error, address) => (error ? reject(error) : resolve(address))),
      );
    expect(await found()).toBe('8.8.8.8');
    await expect(found()).rejects.toMatchObject({ kind: 'unsafe' });
  });

  it('may lead anywhere where the administrator named the origin', async () => {
    const url = `http://papers.example:${web.port}/`;
    const trusted = [`http://papers.example:${web.port}`];
    expect((await asking({ url }, { lookup: leadingTo(['127.0.0.1']), trusted })).url).toBe(url);
  });

  it('is judged once more by the other end of the connection', async () => {
    const connect = toPublicOnly((_options, callback) => {
      const socket = connectSocket(canary.port, '127.0.0.1', () => callback(null, socket));
    });
    const options = { hostname: 'papers.example', protocol: 'http:', port: String(canary.port) };
    const got = await new Promise((resolve) => connect(options, (...args) => resolve(args)));
    expect(got).toEqual([expect.objectContaining({ kind: 'unsafe' }), null]);
    expect(canary.arrivals).toEqual([]);
  });
});

it('no message holds a key', async () => {
  const url = `${web.origin}/page?api_key=${encodeURIComponent(KEY)}&x=1`;
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
  web.next = [...faults];
  for (const _ of faults) {
    const failure = await failureOf(asking({ url, headers: { 'x-key': KEY } }, { secret }));
    expect(`${failure.message} ${failure.stack} ${JSON.stringify(failure)}`).not.toMatch(/hunter2/);
  }
  expect((await asking({ url }, { secret })).url).toBe(`${web.origin}/page`);
});
