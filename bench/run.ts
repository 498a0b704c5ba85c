/**
 * `npm run bench`: imports the large file with its index, beside merely parsing it, then asks the server for pages at 32
 * connections, beside a constant page of the same size. Prints one table. Files come from ../shared or from the arguments.
 */
import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { readPaperFile } from '#sources/file/read.ts';
import { runNode, startNode } from './child.ts';
import { machineLine } from './machine.ts';
import type { Row } from './row.ts';

const ROOT = join(import.meta.dirname, '..');
const FILE = process.argv[2] ?? join(ROOT, '../shared/data/arxiv-2025-2026.jsonl.gz');
const CONNECTIONS = 32;
const SECONDS = 15;
const PROGRAM = join(ROOT, 'bin/offprint.js');

const rows: Row[] = [];
const megabytes = (bytes: number | undefined) =>
  bytes === undefined ? 'not told here' : `${Math.round(bytes / 1e6)} MB`;

async function parseOnly(): Promise<{ seconds: number; records: number }> {
  const started = performance.now();
  let records = 0;
  for await (const _ of readPaperFile(createReadStream(FILE), { name: FILE, now: new Date() })) records += 1;
  return { seconds: (performance.now() - started) / 1000, records };
}

async function load(address: string, path: string) {
  const once = await fetch(address + path);
  if (!once.ok) throw new Error(`${path} answered ${once.status}`);
  const bytes = (await once.arrayBuffer()).byteLength;
  const result = await autocannon({ url: address + path, connections: CONNECTIONS, duration: SECONDS });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${path}: ${result.non2xx} refused, ${result.errors} failed`);
  return { bytes, perSecond: result.requests.average, p99: result.latency.p99 };
}

const figure = ({ perSecond, p99 }: { perSecond: number; p99: number }) =>
  `${Math.round(perSecond)} requests/s, p99 ${p99} ms`;

/** Questions that differ, so that no kept page answers them. */
async function loadSearch(address: string) {
  const words = [
    'attention',
    'diffusion',
    'robot',
    'speech',
    'graph',
    'segmentation',
    'reward',
    'privacy',
    'retrieval',
    'fairness',
  ];
  let asked = 0;
  const result = await autocannon({
    url: address,
    connections: CONNECTIONS,
    duration: SECONDS,
    requests: [
      {
        method: 'GET',
        setupRequest: (request) => {
          asked += 1;
          const [a, b] = [words[asked % 10], words[Math.floor(asked / 10) % 10]];
          return { ...request, path: `/papers?q=${a}+${b}+${asked}` };
        },
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`search: ${result.non2xx} refused, ${result.errors} failed`);
  return { perSecond: result.requests.average, p99: result.latency.p99 };
}

async function main() {
  if (!existsSync(FILE)) throw new Error(`${FILE} is not there. Give a file of papers: npm run bench -- FILE`);
  const loadBefore = loadavg();
  const data = mkdtempSync(join(tmpdir(), 'offprint-bench-'));
  const env = { OFFPRINT_DATA: data, DATABASE_URL: process.env.BENCH_DATABASE_URL ?? '' };
  try {
    const parse = await parseOnly();
    const run = await runNode([PROGRAM, 'import', FILE], env);
    const rate = (seconds: number) => `${Math.round(parse.records / seconds)} records/s`;
    rows.push([
      `import ${parse.records} papers with the index`,
      `${run.seconds.toFixed(1)} s, ${rate(run.seconds)}, peak ${megabytes(run.peakBytes)}`,
      `parsing alone ${parse.seconds.toFixed(1)} s: ${(run.seconds / parse.seconds).toFixed(1)} times`,
    ]);
    const again = await runNode([PROGRAM, 'import', FILE], env);
    rows.push(['import the same file again', `${again.seconds.toFixed(1)} s, ${rate(again.seconds)}`, '']);
    const { child, match } = await startNode([join(import.meta.dirname, 'serve.ts')], env, /ready (\S+)/);
    try {
      const address = match[1]!;
      const front = await load(address, '/papers');
      const constant = await load(address, `/constant?bytes=${front.bytes}`);
      rows.push([
        `front page, ${Math.round(front.bytes / 1000)} kB, ${CONNECTIONS} connections`,
        figure(front),
        `constant page ${figure(constant)}: ${(front.perSecond / constant.perSecond).toFixed(2)} of it`,
      ]);
      const kept = await load(address, '/papers?q=attention');
      const searched = await loadSearch(address);
      rows.push([
        `search, one question, ${CONNECTIONS} connections`,
        figure(kept),
        `${(kept.perSecond / constant.perSecond).toFixed(2)} of the constant page`,
      ]);
      rows.push([
        `search, every question another, ${CONNECTIONS} connections`,
        figure(searched),
        `${(searched.perSecond / constant.perSecond).toFixed(2)} of the constant page`,
      ]);
    } finally {
      child.kill('SIGTERM');
    }
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
  console.log(`\n${machineLine(loadBefore)}\n`);
  console.log('| what | figure | beside |\n|---|---|---|');
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
}

await main();
