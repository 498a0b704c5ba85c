import { once } from 'node:events';
import type { LookupFunction } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { failureOf, standIn } from '#test/harness/stand-in.ts';
import { until } from '#test/harness/until.ts';
import { type Answering, saying } from '#test/harness/web.ts';

const MB = 1_000_000;
const source = standIn();

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
    source.web.always = answering;
    const failure = await failureOf(source.asking({}, { silenceMs: 300 }));
    expect(failure.kind).toBe('broken');
    expect(failure.message).toMatch(words);
    await until('the connection is gone', () => source.web.connections === 1 && source.web.open === 0);
  });

  it('is a server that is not there', async () => {
    const failure = await failureOf(source.asking({ url: 'http://127.0.0.1:1/' }, { trusted: ['http://127.0.0.1:1'] }));
    expect(failure).toMatchObject({ kind: 'broken', message: 'http://127.0.0.1:1/ refused the connection.' });
  });

  it('is a name that is not there', async () => {
    const lookup: LookupFunction = (_name, _options, callback) =>
      callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), '');
    const failure = await failureOf(source.asking({ url: 'http://papers.example/' }, { lookup }));
    expect(failure).toMatchObject({ kind: 'broken', message: expect.stringContaining('could not be found') as string });
  });

  it('is an answer that drips for ever', async () => {
    source.web.always = (response) => {
      const drip = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(drip));
    };
    const failure = await failureOf(source.asking({}, { silenceMs: 2_000, wholeMs: 400 }));
    expect(failure).toMatchObject({
      kind: 'broken',
      message: `${source.web.origin}/page did not finish its answer in time.`,
    });
  });

  it('is not what the caller ends', async () => {
    source.web.always = () => {};
    const stop = new AbortController();
    const work = source.asking({}, { signal: stop.signal });
    await until('the request has arrived', () => source.web.arrivals.length === 1);
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
    source.web.always = answering;
    const grown = await growth(async () => {
      const failure = await failureOf(source.asking());
      expect(failure).toMatchObject({ kind: 'broken', message: `${source.web.origin}/page sent more than 32 MB.` });
    });
    expect(grown).toBeLessThan(120 * MB);
    await until('the source sees the line cut', () => poured.cut);
    expect(poured.bytes).toBeLessThan(100 * MB);
  });

  it('is stopped at the bound: 10 GB of zeros in 10 MB of gzip', async () => {
    const { poured, answering } = pouring(gzipSync(Buffer.alloc(10 * MB)), 1_000, { 'content-encoding': 'gzip' });
    source.web.always = answering;
    const grown = await growth(async () => {
      const failure = await failureOf(source.asking());
      expect(failure).toMatchObject({ kind: 'broken', message: `${source.web.origin}/page sent more than 32 MB.` });
    });
    expect(grown).toBeLessThan(120 * MB);
    await until('the source sees the line cut', () => poured.cut);
  });

  it('is stopped at the bound where it unpacks to nothing', async () => {
    const { answering } = pouring(gzipSync(''), 1_000_000, { 'content-encoding': 'gzip' });
    source.web.always = answering;
    expect(await failureOf(source.asking({}, { mostBytes: 100_000 }))).toMatchObject({ kind: 'broken' });
  });

  it('is not begun where it says so itself', async () => {
    const { poured, answering } = pouring(Buffer.alloc(1_000), 40_000, { 'content-length': String(40 * MB) });
    source.web.always = answering;
    const failure = await failureOf(source.asking());
    expect(failure).toMatchObject({ kind: 'broken', message: `${source.web.origin}/page would send more than 32 MB.` });
    await until('the source sees the line cut', () => poured.cut);
    expect(poured.bytes).toBeLessThan(32 * MB);
  });

  it('begins one byte beyond the bound', async () => {
    source.web.always = saying('x'.repeat(1_000));
    expect((await source.asking({}, { mostBytes: 1_000 })).body).toHaveLength(1_000);
    expect(await failureOf(source.asking({}, { mostBytes: 999 }))).toMatchObject({ kind: 'broken' });
  });
});
