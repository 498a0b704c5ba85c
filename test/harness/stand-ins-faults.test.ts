import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { readXml } from '#sources/xml/read.ts';
import { inventedPapers } from './stand-ins/arxiv-papers.ts';
import { canary } from './stand-ins/canary.ts';
import * as faults from './stand-ins/faults.ts';
import { bytesAt, jsonAt, open } from './stand-ins/looking.ts';
import type { Fault, Plan } from './stand-ins/plan.ts';
import { standIn } from './stand-ins/stand-in.ts';
import { until } from './until.ts';

const papers = inventedPapers(60);
const FIRST = 'metadataPrefix=arXiv';
const harvest = (...plans: (Plan | Fault)[]) =>
  open(standIn({ kind: 'oai', records: papers, pageSize: 10, faults: plans }));
const listAt = (url: string) => `${url}?verb=ListRecords&${FIRST}`;
const statusAt = async (url: string) => (await fetch(url)).status;
/** Whether a request fails before or while its body is read. */
const fails = (url: string, signal?: AbortSignal) =>
  fetch(url, { signal: signal ?? null })
    .then((answer) => answer.arrayBuffer())
    .then(
      () => false,
      () => true,
    );

describe('which requests a fault befalls', () => {
  const no = faults.refused(503);

  it('is told by their number, counted since the plans were set', async () => {
    const server = await harvest({ fault: no, nth: [2, 3] });
    const four = async () => {
      const all: number[] = [];
      for (let i = 0; i < 4; i++) all.push(await statusAt(`${server.url}?verb=Identify`));
      return all;
    };
    expect(await four()).toEqual([200, 503, 503, 200]);
    server.set({ fault: no, nth: 1 });
    expect(await four()).toEqual([503, 200, 200, 200]);
    server.set(no);
    expect(await four()).toEqual([503, 503, 503, 503]);
    server.set();
    expect(await four()).toEqual([200, 200, 200, 200]);
    expect(server.requests.filter(({ fault, status }) => fault === 'refused 503' && status === 503).length).toBe(7);
  });

  it('is told by their page, and how often for each', async () => {
    const { url, requests } = await harvest({ fault: no, page: 2, tries: 2 });
    const [one, two] = [listAt(url), `${url}?verb=ListIdentifiers&${FIRST}`];
    const seen: number[] = [];
    for (const address of [one, two, two, one, two, two]) seen.push(await statusAt(address));
    expect(seen).toEqual([200, 503, 503, 200, 200, 200]);
    expect(requests.map(({ url: path }) => path)).toContain(`/oai?verb=ListRecords&${FIRST}`);
  });

  it('is told by their address, and how often altogether', async () => {
    const { url } = await harvest({ fault: no, page: /Identify/, times: 1 });
    const seen: number[] = [];
    for (const verb of ['ListSets', 'Identify', 'Identify']) seen.push(await statusAt(`${url}?verb=${verb}`));
    expect(seen).toEqual([200, 503, 200]);
  });

  it('is left to luck, which a seed repeats', async () => {
    const luck = async (seed: number) => {
      const { url } = await harvest({ fault: no, chance: 0.3, seed });
      const seen: number[] = [];
      for (let i = 0; i < 100; i++) seen.push(await statusAt(`${url}?verb=Identify`));
      return seen;
    };
    const [first, again, other] = [await luck(7), await luck(7), await luck(8)];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    const unlucky = first.filter((status) => status === 503).length;
    expect(unlucky).toBeGreaterThan(15);
    expect(unlucky).toBeLessThan(50);
  });
});

describe('how requests came', () => {
  it('is kept: when, on which connection, how many at once', async () => {
    const server = await open(standIn({ kind: 'daily-papers', records: 5 }));
    const before = Date.now();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = async (path: string) => text((await once(get(server.url + path, { agent }), 'response'))[0]);
    await ask('/api/daily_papers');
    await ask('/api/daily_papers?p=1');
    agent.destroy();
    const [first, second] = server.requests;
    expect(first!.at).toBeGreaterThan(before - 1);
    expect(second!.at).toBeGreaterThan(first!.at);
    expect([first!.connection, second!.connection, server.mostAtOnce, server.mostConnections]).toEqual([1, 1, 1, 1]);
    server.set({ fault: faults.hang(), times: 3 });
    const ended = new AbortController();
    const asked = [1, 2, 3].map((p) => fails(`${server.url}/api/daily_papers?p=${p}`, ended.signal));
    await until('three requests are there at once', () => server.mostAtOnce === 3);
    ended.abort();
    expect(await Promise.all(asked)).toEqual([true, true, true]);
    expect(server.mostConnections).toBeGreaterThanOrEqual(3);
  });

  it('is judged: who asks too soon is refused', async () => {
    const { url, requests } = await open(standIn({ kind: 'oai', records: 5, everyMs: 60_000 }));
    expect([await statusAt(`${url}?verb=Identify`), await statusAt(`${url}?verb=Identify`)]).toEqual([200, 429]);
    expect(requests.map(({ fault }) => fault)).toEqual([undefined, 'too soon']);
  });
});

describe('faults on the way', () => {
  it.each([
    [faults.refused(429), 429, null],
    [faults.refused(429, 0), 429, '0'],
    [faults.refused(429, 30), 429, '30'],
    [faults.refused(503), 503, null],
    [faults.refused(503, new Date('2026-12-01T00:00:00Z')), 503, 'Tue, 01 Dec 2026 00:00:00 GMT'],
  ])('refuse: %o', async (fault, status, retryAfter) => {
    const answer = await fetch(listAt((await harvest(fault)).url));
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, retryAfter]);
  });

  it.each(['nothing', 'head', 'half'] as const)('fall silent after %s', async (after) => {
    const { url, requests } = await harvest(faults.hang(after));
    const ended = new AbortController();
    let isAnswered = false;
    const asked = fetch(listAt(url), { signal: ended.signal }).then(async (answer) => {
      isAnswered = true;
      return answer.text();
    });
    asked.catch(() => undefined);
    await until('the request has come', () => requests.length === 1);
    if (after !== 'nothing') await until('the head has come', () => isAnswered);
    if (after === 'half') await until('half has been taken', () => requests[0]!.sent > 0);
    expect(isAnswered).toBe(after !== 'nothing');
    ended.abort();
    await expect(asked).rejects.toThrow();
  });

  it.each(['nothing', 'head', 'half'] as const)('cut the connection after %s', async (after) => {
    const { url } = await harvest(faults.cut(after));
    if (after === 'nothing') await expect(fetch(listAt(url))).rejects.toThrow();
    else {
      const answer = await fetch(listAt(url));
      expect(answer.status).toBe(200);
      const pieces: Uint8Array[] = [];
      const read = async () => {
        for await (const piece of answer.body!) pieces.push(piece);
      };
      await expect(read()).rejects.toThrow();
      expect(Buffer.concat(pieces).length > 0).toBe(after === 'half');
    }
  });

  it('send half a page as if it were whole', async () => {
    const { url, set } = await harvest();
    const whole = await bytesAt(listAt(url));
    set(faults.halfPage);
    const half = await bytesAt(listAt(url));
    expect(half.length).toBe(Math.floor(whole.length / 2));
    expect(readXml(half, new Set(['record'])).broken).toBeDefined();
    const json = await open(standIn({ kind: 'daily-papers', records: 9, faults: [faults.halfPage] }));
    await expect(jsonAt(`${json.url}/api/daily_papers`)).rejects.toThrow(SyntaxError);
  });

  it('send another encoding than they say', async () => {
    const { url, set } = await harvest(faults.latin1);
    const answer = await fetch(listAt(url));
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.includes(Buffer.from('Müller', 'latin1'))).toBe(true);
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
    set(faults.wrongCharset());
    const other = await fetch(listAt(url));
    expect(other.headers.get('content-type')).toBe('text/xml; charset=iso-8859-1');
    expect(Buffer.from(await other.arrayBuffer()).includes('Müller')).toBe(true);
  });

  it.each([
    ['text', 'text/plain', /^Rate exceeded\.$/],
    ['html', 'text/html; charset=utf-8', /^<!DOCTYPE html>/],
    ['json', 'application/json', /^\{"error"/],
  ] as const)('send an error in %s with status 200', async (kind, type, body) => {
    const answer = await fetch(listAt((await harvest(faults.errorBody(kind))).url));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
    expect(await answer.text()).toMatch(body);
  });
});

describe('bodies beyond measure', () => {
  const MIB = 2 ** 20;

  it.each(['told', 'in chunks'] as const)('come whole where they are taken (%s)', async (length) => {
    const { url, requests } = await harvest(faults.hugeBody(length, 20 * MIB));
    const answer = await fetch(listAt(url));
    expect(answer.headers.get('content-length')).toBe(length === 'told' ? String(20 * MIB) : null);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([bytes.length, bytes.subarray(0, 5).toString()]).toEqual([20 * MIB, '<?xml']);
    await until('all is told as sent', () => requests[0]!.sent === 20 * MIB);
  });

  it('are not made where nobody takes them', async () => {
    const { url, requests } = await harvest(faults.hugeBody('in chunks'));
    const ended = new AbortController();
    const answer = await fetch(listAt(url), { signal: ended.signal });
    await answer.body!.getReader().read();
    ended.abort();
    await until('the server has stopped', () => requests[0]!.sent > 0);
    expect(requests[0]!.sent).toBeLessThan(64 * MIB);
  });

  it('are small on the way where gzip hides them', async () => {
    const { url, requests } = await harvest(faults.gzipBomb(64 * MIB));
    const answer = await fetch(listAt(url));
    let bytes = 0;
    for await (const piece of answer.body!) bytes += piece.length;
    expect(bytes).toBeGreaterThan(64 * MIB);
    expect(requests[0]!.sent).toBeLessThan(MIB / 4);
  });
});

describe('redirects', () => {
  const manually = (url: string) => fetch(url, { redirect: 'manual' });

  it('lead to a place that counts who comes', async () => {
    const bird = await open(canary());
    const { url } = await harvest(faults.redirect(`${bird.url}/secret`));
    expect((await manually(listAt(url))).headers.get('location')).toBe(`${bird.url}/secret`);
    expect(bird.connections).toBe(0);
    expect(await (await fetch(listAt(url))).text()).toBe('secret');
    expect(bird.connections).toBe(1);
  });

  it('lead to where machines keep their secrets, or in a ring', async () => {
    const { url, set } = await harvest(faults.redirectToMetadata);
    const answer = await manually(listAt(url));
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'http://169.254.169.254/latest/meta-data/']);
    set({ fault: faults.redirectLoop, nth: 1 });
    await expect(fetch(listAt(url))).rejects.toMatchObject({ cause: { message: 'redirect count exceeded' } });
    expect(await statusAt(listAt(url))).toBe(200);
  });
});
