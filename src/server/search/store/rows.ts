import { setImmediate as nextTurn } from 'node:timers/promises';
import { documentOf } from '../engine/document.ts';
import { pack } from '../engine/packed.ts';
import type { ChangedPaper } from './changes.ts';
import type { PaperRow } from './layout.ts';
import type { StoredTerms } from './terms.ts';

/** Papers cut into words between two turns of the event loop: some 10 ms, so that a server goes on answering. */
const SLICE = 64;

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
  for await (const slice of slices(papers, SLICE)) {
    for (const paper of slice) {
      rows.push({ id: paper.id, revision: paper.revision, doc: pack(documentOf(paper, terms.dictionary)) });
    }
  }
  await terms.save();
  return rows;
}
