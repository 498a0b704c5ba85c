import { setImmediate as nextTurn } from 'node:timers/promises';
import { documentOf } from '../engine/document.ts';
import { pack } from '../engine/packed.ts';
import type { ChangedPaper } from './changes.ts';
import type { PaperRow } from './layout.ts';
import type { StoredTerms } from './terms.ts';

/** How long papers are cut into words between two turns of the event loop, so that a server goes on answering. */
const TURN_MS = 8;

/** Runs of at most `size` entries, with a turn of the event loop after each. */
export async function* slices<T>(all: T[], size: number): AsyncGenerator<T[]> {
  for (let at = 0; at < all.length; at += size) {
    yield all.slice(at, at + size);
    await nextTurn();
  }
}

/** The rows of papers, whose terms are stored before they are returned. */
export async function rowsOf(papers: ChangedPaper[], terms: StoredTerms): Promise<PaperRow[]> {
  const rows: PaperRow[] = [];
  let since = performance.now();
  for (const paper of papers) {
    rows.push({ id: paper.id, revision: paper.revision, doc: pack(documentOf(paper, terms.dictionary)) });
    // By the clock: words that were not seen before cost ten times as much as others, and machines differ.
    if (performance.now() - since < TURN_MS) continue;
    await nextTurn();
    since = performance.now();
  }
  await terms.save();
  return rows;
}
