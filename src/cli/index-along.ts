import { hostname } from 'node:os';
import { catalogueRevision } from '#catalogue/find.ts';
import {
  bringIndexUpToDate,
  type IndexingOptions,
  type Progress,
  rebuildIndex,
  waitUntilIndexed,
} from '#search/index.ts';
import type { Offprint } from '../server/offprint.ts';
import { barOn } from './bar.ts';
import { io } from './command.ts';

/** How long a command waits for the process that writes the index, such as a running server. */
const PATIENCE_MS = 10 * 60_000;
/** From so many papers on it takes seconds, and a person wants to know why. */
const WORTH_A_WORD = 2_000;

const DOING = { papers: 'taking in', vectors: 'making vectors of' } as const;

/** This process as the holder of a lease. */
export const holder = (): string => `${hostname()}:${process.pid}`;

/** Says how far the index is: a bar on a terminal, one line elsewhere. */
function sayingProgress(): { onProgress: (progress: Progress) => void; end: () => void } {
  const bar = process.stderr.isTTY ? barOn(process.stderr, 'search index') : undefined;
  const words = ({ done, total, stage }: Progress) =>
    `${done.toLocaleString('en')} of ${total.toLocaleString('en')} papers${stage === 'vectors' ? ', their meaning' : ''}`;
  let last: Progress | undefined;
  return {
    onProgress(progress) {
      if (bar) bar.show(progress.done / progress.total, words(progress));
      else if (last?.stage !== progress.stage && progress.total >= WORTH_A_WORD)
        io.err(`Search index: ${DOING[progress.stage]} ${progress.total.toLocaleString('en')} papers.`);
      last = progress;
    },
    end() {
      if (bar && last) bar.end(1, words(last));
    },
  };
}

async function withProgress<T>(work: (options: IndexingOptions) => Promise<T>): Promise<T> {
  const progress = sayingProgress();
  try {
    return await work({ holder: holder(), onMessage: io.err, onProgress: progress.onProgress });
  } finally {
    progress.end();
  }
}

/** Brings the index up to the catalogue, or waits for the process that is doing so. */
export async function bringIndexAlong({ db, index }: Offprint): Promise<void> {
  const revision = await catalogueRevision(db);
  const run = await withProgress((options) => bringIndexUpToDate(index, db, options));
  if (run.outcome === 'done') return;
  io.err('Another process writes the search index; waiting for it.');
  if (await waitUntilIndexed(index, db, revision, PATIENCE_MS)) return;
  io.err('The search index is still behind. It catches up by itself; “offprint doctor” shows how far it is.');
}

/** Makes the index anew. @returns whether it did: another process may be writing it. */
export async function makeIndexAnew({ db, index }: Offprint): Promise<boolean> {
  const run = await withProgress((options) => rebuildIndex(index, db, options));
  if (run.outcome === 'busy')
    io.err(
      `Another process (${run.holder ?? 'it has just ended'}) writes the search index. Try again when it is done.`,
    );
  return run.outcome === 'done';
}
