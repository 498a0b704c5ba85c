import { connect as connectSocket, type LookupFunction } from 'node:net';
import { describe, expect, it } from 'vitest';
import { failureOf, standIn } from '#test/harness/stand-in.ts';
import { redirect } from '#test/harness/web.ts';
import { publicLookup, toPublicOnly } from './connector.ts';
import { redirected } from './redirect.ts';
import { targetOf } from './target.ts';

const KEY = 'sk-hunter2/&';
const source = standIn();

describe('a redirect', () => {
  it('is followed, relative or not, and the answer says where it came from', async () => {
    source.web.next = [redirect('/second?x=1', 301), redirect(`${source.web.origin}/third?x=2#part`, 307)];
    expect(await source.asking()).toMatchObject({ url: `${source.web.origin}/third` });
    expect(source.web.arrivals.map(({ path }) => path)).toEqual(['/page', '/second?x=1', '/third?x=2']);
    expect(source.web.mostOpen).toBe(1);
  });

  it('is a request of its own, which keeps the pause', async () => {
    source.web.next = [redirect('/second'), redirect('/third')];
    await source.asking({}, { hopMs: 150 });
    expect(source.web.shortestPause()).toBeGreaterThanOrEqual(150);
  });

  it('is not followed in circles, nor for ever', async () => {
    source.web.next = [redirect('/second'), redirect('/page')];
    expect(await failureOf(source.asking())).toMatchObject({ kind: 'unsafe' });
    expect(source.web.arrivals).toHaveLength(2);
    let count = 0;
    source.web.always = (response, request) => redirect(`/${count++}`)(response, request);
    expect(await failureOf(source.asking())).toMatchObject({ kind: 'unsafe' });
    expect(source.web.arrivals).toHaveLength(2 + 6);
  });

  it.each<[string, (port: number) => string]>([
    ['a private address', (port) => `http://127.0.0.1:${port}/`],
    ['a private address without scheme', (port) => `//127.0.0.1:${port}/`],
    ['a private address in another spelling', (port) => `http://2130706433:${port}/`],
    ['a wrapped private address', (port) => `http://[::ffff:127.0.0.1]:${port}/`],
    ['this machine by name', (port) => `http://localhost:${port}/`],
    ['a user name', (port) => `http://${source.web.origin.slice(7)}@127.0.0.1:${port}/`],
    ['the trusted origin with a user name', () => `http://me@${source.web.origin.slice(7)}/`],
    ['a file', () => 'file:///etc/passwd'],
    ['nowhere', () => 'http://['],
  ])('to %s is refused before anything is sent', async (_, location) => {
    source.web.next = [redirect(location(source.canary.port))];
    expect(await failureOf(source.asking())).toMatchObject({ kind: 'unsafe' });
    expect(source.canary.connections).toBe(0);
    expect(source.web.arrivals).toHaveLength(1);
  });

  it('takes nothing along to another origin but who asks', async () => {
    source.web.next = [redirect(`${source.canary.origin}/`)];
    await source.asking(
      { headers: { Authorization: KEY } },
      { trusted: [source.web.origin, source.canary.origin], contact: 'me@example.org' },
    );
    expect(source.web.arrivals[0]!.headers.authorization).toBe(KEY);
    expect(source.canary.arrivals[0]!.headers).toMatchObject({ from: 'me@example.org' });
    expect(source.canary.arrivals[0]!.headers.authorization).toBeUndefined();
  });

  it('does not carry what was posted', async () => {
    source.web.next = [redirect('/second', 307)];
    expect(await failureOf(source.asking({ body: 'x' }))).toMatchObject({ kind: 'unsafe' });
    expect(source.web.arrivals).toHaveLength(1);
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
    const url = `http://papers.example:${source.canary.port}/`;
    const failure = await failureOf(source.asking({ url }, { lookup: leadingTo(addresses) }));
    expect(failure).toMatchObject({ kind: 'unsafe', message: expect.stringContaining('papers.example') as string });
    expect(source.canary.connections).toBe(0);
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
    const url = `http://papers.example:${source.web.port}/`;
    const trusted = [`http://papers.example:${source.web.port}`];
    expect((await source.asking({ url }, { lookup: leadingTo(['127.0.0.1']), trusted })).url).toBe(url);
  });

  it('is judged once more by the other end of the connection', async () => {
    const connect = toPublicOnly((_options, callback) => {
      const socket = connectSocket(source.canary.port, '127.0.0.1', () => callback(null, socket));
    });
    const options = { hostname: 'papers.example', protocol: 'http:', port: String(source.canary.port) };
    const got = await new Promise((resolve) => connect(options, (...args) => resolve(args)));
    expect(got).toEqual([expect.objectContaining({ kind: 'unsafe' }), null]);
    expect(source.canary.arrivals).toEqual([]);
  });
});

describe('the address of a redirect', () => {
  const from = targetOf('https://example.org/a');
  const to = (location: string) => redirected(from, location, new Set([from.url.href]), false).url.href;

  it('leads on from the address that was asked', () => {
    expect(to('b?c')).toBe('https://example.org/b?c');
    expect(to('//example.com/')).toBe('https://example.com/');
  });

  it('does not lead from https to http', () => {
    expect(() => to('http://example.org/a')).toThrow('anyone on the way');
    const open = targetOf('http://example.org/a');
    expect(redirected(open, 'https://example.org/a', new Set(), false).url.protocol).toBe('https:');
  });
});
