import { setTimeout as sleep } from 'node:timers/promises';
import { catalogueRevision } from '#catalogue/find.ts';
import type { Db } from '#db/schema.ts';
import { bringIndexUpToDate, type SearchIndex } from '#search/index.ts';
import { noteRun } from './rows.ts';

/** The row by which people see it. */
export const INDEX_JOB = 'index';

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
  let startedAt = new Date();
  const sayOnce = (line: string) => {
    if (line !== said) say(line);
    said = line;
  };
  while (!signal.aborted) {
    let rest = LOOK_EVERY_MS;
    try {
      const revision = await catalogueRevision(db);
      if (revision !== indexed || index.isOff || Date.now() >= againAt) {
        startedAt = new Date();
        const run = await bringIndexUpToDate(index, db, { holder, signal, onMessage: sayOnce });
        if (run.outcome === 'done') {
          indexed = revision;
          againAt = run.isWhole ? Number.POSITIVE_INFINITY : Date.now() + VECTORS_AGAIN_AFTER_MS;
          if (run.isWhole) said = '';
          const { indexed: taken, removed, embedded } = run;
          if (taken + removed + embedded > 0) {
            const summary = `${taken.toLocaleString('en')} papers taken in, ${removed.toLocaleString('en')} taken out`;
            const done = { summary, counts: { indexed: taken, removed, embedded } };
            await noteRun(db, INDEX_JOB, { startedAt, endedAt: new Date(), done });
          }
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      const why = error instanceof Error ? error.message : String(error);
      say(`The search index could not be brought up to date: ${why}`);
      await noteRun(db, INDEX_JOB, { startedAt, endedAt: new Date(), error: why }).catch(() => undefined);
      rest = REST_AFTER_FAILURE_MS;
    }
    await sleep(rest, undefined, { signal }).catch(() => undefined);
  }
}
