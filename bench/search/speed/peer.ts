/**
 * Measures another engine with the same papers and questions, in a process of its own. Arguments: the engine, a data
 * folder, a file of questions, a folder for files. Prints {@link PeerFigures} as JSON.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Doc } from '../judgments.ts';
import { fts5, fts5At } from '../peers/fts5.ts';
import { miniSearch } from '../peers/minisearch.ts';
import { orama } from '../peers/orama.ts';
import type { System } from '../system.ts';
import { bytesBelow, storedPapers } from './catalogue.ts';
import { type Spread, timed } from './figures.ts';
import type { Asked } from './questions.ts';

export interface PeerFigures {
  name: string;
  seconds: number;
  /** What the process grew by while it indexed, texts not counted. */
  memory: number;
  disk: number;
  spread: Spread;
}

const LIMIT = 20;
const WARM_UP = 200;
/** A slow engine answers fewer of the questions. */
const BUDGET_MS = 40_000;

const PEERS: Record<string, (folder: string) => System> = {
  fts5: (folder) => ({ ...fts5, open: fts5At(join(folder, 'fts5.sqlite')) }),
  minisearch: () => miniSearch,
  orama: () => orama,
};

async function measure(peer: string, data: string, questionsFile: string, folder: string): Promise<PeerFigures> {
  const asked = JSON.parse(readFileSync(questionsFile, 'utf8')) as Asked[];
  const docs = storedPapers(data).map(
    ({ id, title, abstract, authors }): Doc => ({ id, title, text: abstract ?? '', authors }),
  );
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  const from = performance.now();
  const system = PEERS[peer]!(folder);
  const open = await system.open(docs);
  const seconds = (performance.now() - from) / 1000;
  globalThis.gc?.();
  const memory = process.memoryUsage.rss() - before;
  const ask = ({ words }: Asked) => open.search(words, LIMIT);
  await timed(asked.slice(0, WARM_UP), ask, BUDGET_MS / 8);
  const spread = await timed(asked.slice(WARM_UP), ask, BUDGET_MS);
  const disk = await bytesBelow(folder);
  await open.close();
  return { name: system.name, seconds, memory, disk, spread };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [peer, data, questions, folder] = process.argv.slice(2) as [string, string, string, string];
  console.log(JSON.stringify(await measure(peer, data, questions, folder)));
}
