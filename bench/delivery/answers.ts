import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { startNode } from '../child.ts';
import type { Row } from '../row.ts';

const LIMIT = 0.7;
const CONNECTIONS = 32;
const PATHS = [
  '/papers/feed.atom',
  '/papers/feed.rss',
  '/papers/feed.json',
  '/papers/trending/feed.atom',
  '/papers/feed.atom?q=agents',
  '/api/daily_papers',
  '/api/papers/search?q=agents',
  '/api/daily',
  '/api/trending',
  '/api/search?q=agents',
  '/api/query?search_query=all:agents',
];
/** Set by each connection, or by the client. */
const OF_THE_CONNECTION = new Set(['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding']);

/** Seconds of processor time that a process has used, where the system tells (Linux). */
function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  const TICKS_PER_SECOND = 100;
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

interface Asked {
  perSecond: number;
  /** Microseconds of the server's processor time. */
  each: number;
}

/** Asks again and again for what one has already. */
async function askAgain(server: { address: string; pid: number }, path: string, etag: string, seconds: number) {
  const before = processorSeconds(server.pid);
  const headers = { 'if-none-match': etag, 'accept-encoding': 'gzip' };
  const result = await autocannon({ url: server.address + path, connections: CONNECTIONS, duration: seconds, headers });
  const used = processorSeconds(server.pid) - before;
  const { statusCodeStats: stats = {} } = result as { statusCodeStats?: Record<string, { count: number }> };
  const unchanged = stats['304']?.count ?? 0;
  if (result.errors > 0 || unchanged < result.requests.total) {
    throw new Error(`${path}: ${result.requests.total} asked, ${unchanged} of them answered 304`);
  }
  return { perSecond: result.requests.average, each: (used / result.requests.total) * 1e6 } satisfies Asked;
}

const whole = (count: number) => Math.round(count).toLocaleString('en');

/** Feeds and API when nothing has changed, beside a server that has the same bytes in memory and does nothing else. */
export async function measureAnswers(data: string, seconds: number): Promise<Row[]> {
  const env = { OFFPRINT_DATA: data, BENCH_API_LIMIT: '1000000000', OFFPRINT_JOBS: 'off' };
  const started: ChildProcess[] = [];
  const start = async (program: string, more: Record<string, string>) => {
    const { child, match } = await startNode([join(import.meta.dirname, program)], more, /ready (\S+)/);
    started.push(child);
    return { address: match[1]!, pid: child.pid! };
  };
  const rows: Row[] = [];
  try {
    const server = await start('../serve.ts', env);
    const beside = await start('memory-server.ts', {});
    for (const path of PATHS) {
      const once = await fetch(server.address + path, { headers: { 'accept-encoding': 'gzip' } });
      const body = Buffer.from(await once.arrayBuffer());
      const etag = once.headers.get('etag');
      if (!once.ok || !etag) throw new Error(`${path} answered ${once.status}, ETag ${etag}`);
      const headers = Object.fromEntries([...once.headers].filter(([name]) => !OF_THE_CONNECTION.has(name)));
      const remember = `${beside.address}/remember?path=${encodeURIComponent(path)}`;
      await fetch(remember, { method: 'POST', body, headers: { 'x-headers': JSON.stringify(headers) } });
      // Both warm up, then take turns: a machine that grows slower does so for both.
      for (const one of [server, beside]) await askAgain(one, path, etag, 1);
      const before = await askAgain(beside, path, etag, seconds);
      const own = await askAgain(server, path, etag, seconds);
      const after = await askAgain(beside, path, etag, seconds);
      const limit = (before.perSecond + after.perSecond) / 2;
      const each = (before.each + after.each) / 2;
      rows.push([
        `${path}, 304`,
        `${whole(own.perSecond)} a second, ${own.each.toFixed(0)} µs of processor time`,
        `${(own.perSecond / limit).toFixed(2)} of ${whole(limit)} (${each.toFixed(0)} µs) from memory; limit ${LIMIT}`,
      ]);
    }
  } finally {
    for (const child of started) child.kill('SIGTERM');
  }
  return rows;
}
