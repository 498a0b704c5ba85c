/**
 * `npm run bench:search:speed`: how fast the search is, on growing numbers of papers, beside what a developer would have
 * taken instead. In one run: import with its index, questions in process, the same questions to the peers, and on the
 * largest number the built server under load. Prints tables in Markdown, each figure beside its limit.
 *
 *   --data FILES      files of papers, separated by commas (default: the large ones in ../shared/data)
 *   --papers N,…      numbers of papers; `all` is all of the files (default 10000,30000,all)
 *   --seconds N       how long the server is asked at the rate that is to hold (default 30)
 *   --parts PARTS     of `peers,server`, those that are wanted (default both)
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../../src/cli/start/build.ts';
import { runNode } from '../child.ts';
import { machineLine } from '../machine.ts';
import { bytesBelow, firstLines, storedPapers } from './speed/catalogue.ts';
import type { InProcess } from './speed/in-process.ts';
import type { PeerFigures } from './speed/peer.ts';
import { questionsAbout } from './speed/questions.ts';
import {
  askTable,
  embeddingLine,
  growthTable,
  LIMITS,
  PEERS_DO,
  peerTable,
  type SizeFigures,
  serverTables,
} from './speed/report.ts';
import { measureServer } from './speed/server.ts';

const ROOT = join(import.meta.dirname, '../..');
const PROGRAM = join(ROOT, 'bin/offprint.js');
const FILES = ['arxiv-2025-2026.jsonl.gz', 'hf-daily-2024-2026.jsonl.gz'];
/** Questions in process: a thousand, and those before them that warm up. */
const ASKED = 1_200;
/** Questions to the server, so many that none is asked twice of a route. */
const ASKED_OF_SERVER = 60_000;
const PEERS = ['fts5', 'minisearch', 'orama'];
/** Orama takes more than Node's usual heap for 120,000 papers. */
const PEER_HEAP = '--max-old-space-size=10000';

function asked() {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: FILES.map((name) => join(ROOT, '../shared/data', name)).join(',') },
      papers: { type: 'string', default: '10000,30000,all' },
      seconds: { type: 'string', default: '30' },
      parts: { type: 'string', default: 'peers,server' },
    },
  });
  const files = values.data.split(',');
  const absent = files.find((file) => !existsSync(file));
  if (absent) throw new Error(`${absent} is not there. Name files of papers: --data FILE,FILE`);
  const papers = values.papers.split(',').map((text) => (text === 'all' ? Number.POSITIVE_INFINITY : Number(text)));
  return { files, papers, seconds: Number(values.seconds), parts: values.parts.split(',') };
}

const say = (line: string) => console.error(`${new Date().toTimeString().slice(0, 8)} ${line}`);
const lastLine = (output: string): unknown => JSON.parse(output.trim().split('\n').at(-1)!);

/** Imports with the program itself, as a user does, then measures in processes of their own. */
async function measureSize(files: string[], papers: number, folder: string, withPeers: boolean): Promise<SizeFigures> {
  const data = join(folder, 'data');
  const env = { OFFPRINT_DATA: data };
  let wanted = files;
  if (Number.isFinite(papers)) {
    const first = join(folder, 'first.jsonl');
    await firstLines(files[0]!, papers, first);
    wanted = [first];
  }
  say(`import of ${Number.isFinite(papers) ? papers : 'all'} papers`);
  const run = await runNode([PROGRAM, 'import', ...wanted], env);
  const stored = storedPapers(data);
  const questions = join(folder, 'questions.json');
  writeFileSync(questions, JSON.stringify(questionsAbout(stored, ASKED)));
  say('questions in process');
  const inProcess = lastLine(
    (await runNode([join(import.meta.dirname, 'speed/in-process.ts'), questions], env)).output,
  ) as InProcess;
  const peers: PeerFigures[] = [];
  for (const peer of withPeers ? PEERS : []) {
    say(peer);
    const own = join(folder, peer);
    mkdirSync(own);
    const program = [PEER_HEAP, '--expose-gc', join(import.meta.dirname, 'speed/peer.ts')];
    peers.push(lastLine((await runNode([...program, peer, data, questions, own], {})).output) as PeerFigures);
  }
  const [indexDisk, { size: databaseDisk }] = await Promise.all([
    bytesBelow(join(data, 'index')),
    stat(join(data, 'offprint.sqlite')),
  ]);
  const { seconds: importSeconds, peakBytes: importPeak } = run;
  return { papers: stored.length, importSeconds, importPeak, indexDisk, databaseDisk, inProcess, peers };
}

async function main() {
  const { files, papers, seconds, parts } = asked();
  const top = mkdtempSync(join(tmpdir(), 'offprint-speed-'));
  const loadBefore = loadavg();
  try {
    const sizes: SizeFigures[] = [];
    for (const [i, count] of papers.entries()) {
      const folder = join(top, String(i));
      mkdirSync(folder);
      sizes.push(await measureSize(files, count, folder, parts.includes('peers')));
      if (i < papers.length - 1) rmSync(folder, { recursive: true });
    }
    const largest = sizes.at(-1)!;
    console.log(`${machineLine(loadBefore)}\n`);
    console.log(`${growthTable(sizes)}\n\n${askTable(largest)}\n\n${embeddingLine(largest)}\n`);
    for (const size of sizes) {
      if (size.peers.length > 0) console.log(`${size.papers} papers\n\n${peerTable(size)}\n`);
    }
    if (parts.includes('peers')) console.log(`${PEERS_DO}\n`);
    if (!parts.includes('server')) return;
    const folder = join(top, String(papers.length - 1));
    const data = join(folder, 'data');
    await ensureBuilt(ROOT, say);
    say('the server');
    const questions = questionsAbout(storedPapers(data), ASKED_OF_SERVER, 5).map(({ text }) => text);
    const load = { rate: LIMITS.rate, seconds };
    console.log(serverTables(await measureServer(data, folder, questions, load), load.rate));
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
}

await main();
