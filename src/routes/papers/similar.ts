import type { Paper } from '#catalogue/paper.ts';
import { Failure } from '#floor/failure.ts';
import { similarTo } from '#search/index.ts';
import type { Offprint } from '../../server/offprint.ts';

const SHOWN = 6;

/** Papers like this one; undefined while there is no index to ask. */
export async function similarPapers(
  { db, index }: Offprint,
  paper: Paper,
  setHeaders: (headers: Record<string, string>) => void,
): Promise<Paper[] | undefined> {
  try {
    return await similarTo(index, db, paper, SHOWN);
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.kind !== 'SourceUnavailable') throw thrown;
    // The answer changes when the index is there, and the catalogue's revision does not tell.
    setHeaders({ 'cache-control': 'no-store' });
    return undefined;
  }
}
