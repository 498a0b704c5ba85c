import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { runNode, startNode } from '../../child.ts';
import { storedPapers, writeNewPapers } from './catalogue.ts';
import type { LoopReport } from './loop-watch.ts';
import { numbersFrom } from './questions.ts';
import type { Sending, Sent } from './sender.ts';

const PROGRAM = join(import.meta.dirname, '../../../bin/offprint.js');
/** Papers that come in while questions go on. */
const IMPORTED = 20_000;
const LOOK_EVERY_MS = 25;
/** Rates that are tried, until one does not hold. */
const RATES = [100, 150, 200, 250, 300, 400, 500, 600, 800, 1_000, 1_300, 1_600, 2_000];
/** A rate holds where nothing fails, nothing piles up, and a reader would call it quick. */
const HOLDS = { share: 0.98, p95: 100 };

/** What is asked for, with the questions that have been asked of it: none is asked twice. */
export interface Route {
  name: string;
  path: (question: string) => string;
}

export const ROUTES: Route[] = [
  { name: '/api/papers/search', path: (q) => `/api/papers/search?q=${q}&limit=10` },
  { name: '/api/search', path: (q) => `/api/search?q=${q}&limit=10` },
  { name: '/api/suggest', path: (q) => `/api/suggest?q=${q}` },
  { name: '/papers (the page)', path: (q) => `/papers?q=${q}` },
];

export interface RouteFigures {
  name: string;
  sustained: Sent;
  /** Milliseconds that the server's main thread, and all of its threads, computed for an answer. */
  computed: { thread: number; process: number };
  /** The highest rate of {@link RATES} that held, and how it went. */
  highest: { rate: number; sent: Sent } | undefined;
}

export interface ServerFigures {
  routes: RouteFigures[];
  loopAsked: LoopReport;
  whileImporting: { papers: number; seconds: number; sent: Sent; loop: LoopReport };
  findable: { papers: number; seconds: number }[];
}

/** The built server on a data folder, watched by `loop-watch.ts`. */
class Watched {
  readonly #child: ChildProcess;
  readonly #loopFile: string;
  readonly address: string;

  constructor(child: ChildProcess, address: string, loopFile: string) {
    this.#child = child;
    this.address = address;
    this.#loopFile = loopFile;
  }

  static async start(data: string, folder: string): Promise<Watched> {
    const loopFile = join(folder, 'loop.json');
    const env = {
      OFFPRINT_DATA: data,
      OFFPRINT_API_LIMIT: '0',
      BENCH_LOOP: loopFile,
      PORT: '0',
      HOST: '127.0.0.1',
    };
    const watch = ['--import', pathToFileURL(join(import.meta.dirname, 'loop-watch.ts')).href];
    const { child, match } = await startNode([...watch, PROGRAM, 'start'], env, /Offprint is at (\S+)/);
    return new Watched(child, match[1]!.replace('localhost', '127.0.0.1'), loopFile);
  }

  /** What the watch saw since the last time. */
  async loop(): Promise<LoopReport> {
    rmSync(this.#loopFile, { force: true });
    this.#child.kill('SIGUSR2');
    while (!existsSync(this.#loopFile)) await sleep(10);
    return JSON.parse(readFileSync(this.#loopFile, 'utf8')) as LoopReport;
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('close', resolve));
    this.#child.kill('SIGTERM');
    await ended;
  }
}

async function sending(asked: Sending): Promise<Sent> {
  const { output } = await runNode([join(import.meta.dirname, 'sender.ts'), JSON.stringify(asked)], {});
  return JSON.parse(output.trim().split('\n').at(-1)!) as Sent;
}

const holds = ({ achieved, failed, latency }: Sent, rate: number) =>
  failed === 0 && achieved >= rate * HOLDS.share && latency.p95 <= HOLDS.p95;

/** One route: a rate kept up, then the highest that holds for a third of the time. */
async function measureRoute(server: Watched, name: string, paths: string, { rate, seconds }: Load) {
  const wanted = { address: server.address, paths };
  let from = 0;
  const at = async (tried: number, forSeconds: number) => {
    const sent = await sending({ ...wanted, from, rate: tried, seconds: forSeconds });
    from += Math.round(tried * forSeconds);
    return sent;
  };
  await at(50, 3);
  await server.loop();
  const sustained = await at(rate, seconds);
  const spent = await server.loop();
  const { count } = sustained.latency;
  const computed = { thread: spent.thread / count, process: spent.process / count };
  let highest: RouteFigures['highest'];
  for (const tried of RATES) {
    const sent = await at(tried, seconds / 3);
    if (!holds(sent, tried)) break;
    highest = { rate: tried, sent };
  }
  return { name, sustained, computed, highest };
}

/** Seconds from the end of an import to the first answer that has one of its papers; the loop asks every 25 ms. */
async function findable(address: string, data: string, file: string, word: string): Promise<number> {
  await runNode([PROGRAM, 'import', '--no-index', file], { OFFPRINT_DATA: data });
  const end = performance.now();
  for (let looks = 0; ; looks++) {
    // An address of its own for each look: none is answered from memory.
    const answer = await fetch(`${address}/api/papers/search?q=${word}&limit=1&look=${looks}`);
    const hits = (await answer.json()) as { paper: { title: string } }[];
    if (hits[0]?.paper.title.startsWith(word)) return (performance.now() - end) / 1000;
    if (performance.now() - end > 60_000) throw new Error(`${word} is not found a minute after its import.`);
    await sleep(LOOK_EVERY_MS);
  }
}

export interface Load {
  rate: number;
  seconds: number;
}

/** Measures the server on a data folder, which gets some more papers. @param questions each is asked once a route. */
export async function measureServer(
  data: string,
  folder: string,
  questions: string[],
  load: Load,
): Promise<ServerFigures> {
  const server = await Watched.start(data, folder);
  const { address } = server;
  try {
    const routes: RouteFigures[] = [];
    const pathsOf = (route: Route) => {
      const file = join(folder, `paths-${ROUTES.indexOf(route)}.txt`);
      writeFileSync(file, questions.map((text) => route.path(encodeURIComponent(text))).join('\n'));
      return file;
    };
    const [first] = ROUTES;
    while (!(await fetch(address + first!.path('attention'))).ok) await sleep(200);
    await server.loop();
    for (const route of ROUTES) {
      if (!(await fetch(address + route.path('attention'))).ok) continue;
      routes.push(await measureRoute(server, route.name, pathsOf(route), load));
    }
    // Above the rate that is to hold, only how the loop stands while it does is asked.
    await server.loop();
    const paths = pathsOf(first!);
    const backwards = { address, paths, rate: load.rate };
    await sending({ ...backwards, from: Math.floor(questions.length / 2), seconds: load.seconds });
    const loopAsked = await server.loop();

    const random = numbersFrom(11);
    const texts = storedPapers(data, IMPORTED * 2).filter(() => random() < 0.5);
    const file = join(folder, 'new.jsonl');
    await writeNewPapers(texts.slice(0, IMPORTED), { word: 'Zwischenruf', from: 10_000, to: file });
    const while_ = sending({ ...backwards, from: Math.floor(questions.length / 3), seconds: load.seconds });
    const run = await runNode([PROGRAM, 'import', file], { OFFPRINT_DATA: data });
    const sent = await while_;
    const whileImporting = {
      papers: Math.min(IMPORTED, texts.length),
      seconds: run.seconds,
      sent,
      loop: await server.loop(),
    };

    const found: ServerFigures['findable'] = [];
    for (const [count, word] of [
      [1, 'Quetzalword'],
      [500, 'Xylophonix'],
    ] as const) {
      const asked = sending({ ...backwards, rate: 50, from: 0, seconds: 12 });
      await writeNewPapers(texts.slice(-count), { word, from: 50_000 + count, to: file });
      found.push({ papers: count, seconds: await findable(address, data, file, word) });
      await asked;
    }
    return { routes, loopAsked, whileImporting, findable: found };
  } finally {
    await server.close();
  }
}
