import { setTimeout as sleep } from 'node:timers/promises';
import { catalogueRevision } from '#catalogue/find.ts';
import type { Db } from '#db/schema.ts';
import { bringIndexUpToDate, type SearchIndex } from '#search/index.ts';

/** A new paper is to be found within two seconds of its import; asking costs one row. */
const LOOK_EVERY_MS = 500;
/** After a failure: long enough not to fill the log, short enough to recover by itself. */
const REST_AFTER_FAILURE_MS = 10_000;
/** Papers that could get no vector are tried again after this: an endpoint was down, a model was not there yet. */
const VECTORS_AGAIN_AFTER_MS = 60_000;

/**
 * Follows the catalogue with the index until `signal` says stop. Every process may run this: the index's lease lets one
 * write at a time, and a run that finds nothing to do writes nothing.
 */
export async function keepIndexCurrent(
  { db, index }: { db: Db; index: SearchIndex },
  { holder, signal, say }: { holder: string; signal: AbortSignal; say: (line: string) => void },
): Promise<void> {
  let indexed = -1;
  let againAt = Number.POSITIVE_INFINITY;
  let said = '';
  const sayOnce = (line: string) => {
    if (line !== said) say(line);
    said = line;
  };
  while (!signal.aborted) {
    let rest = LOOK_EVERY_MS;
    try {
      const revision = await catalogueRevision(db);
      if (revision !== indexed || index.isOff || Date.now() >= againAt) {
        const run = await bringIndexUpToDate(index, db, { holder, signal, onMessage: sayOnce });
        if (run.outcome === 'done') {
          indexed = revision;
          againAt = run.isWhole ? Number.POSITIVE_INFINITY : Date.now() + VECTORS_AGAIN_AFTER_MS;
          if (run.isWhole) said = '';
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      say(`The search index could not be brought up to date: ${error instanceof Error ? error.message : error}`);
      rest = REST_AFTER_FAILURE_MS;
    }
    await sleep(rest, undefined, { signal }).catch(() => undefined);
  }
}
