import { ingest, type Outcome } from '#catalogue/ingest.ts';
import type { Db } from '#db/schema.ts';
import { Failure } from '#floor/failure.ts';
import { AskFailure } from '#sources/ask/failure.ts';
import { BrokenPage, type WorkName } from '#sources/source.ts';
import type { Followed, JobsOf } from './jobs.ts';
import { isPassing } from './passing.ts';

/** What became of a work that was asked for. */
export type LookedUp =
  | { found: true; source: string; outcome: Outcome; title: string }
  /** No source that was asked has it. */
  | { found: false; asked: string[] };

/**
 * Asks the sources that know works by name for one work, the best way first, and puts it into the catalogue.
 * @param sources all that may be asked, whether they are harvested or not.
 * @throws Failure `SourceUnavailable` where none could be asked, with what the last said; the signal's reason.
 */
export async function lookUp(
  db: Db,
  work: WorkName,
  sources: readonly Followed[],
  askFor: JobsOf['askFor'],
  signal: AbortSignal,
): Promise<LookedUp> {
  const asked: string[] = [];
  let trouble: Error | undefined;
  for (const { source, chosen } of sources) {
    const ask = askFor(source, chosen);
    for (const way of source.lookups?.(work, chosen) ?? []) {
      signal.throwIfAborted();
      try {
        const readings = way.parse(await ask(way.ask, signal), { now: new Date() });
        const sightings = readings.flatMap((reading) => ('sighting' in reading ? [reading.sighting] : []));
        const [outcome] = await ingest(db, sightings);
        if (outcome) return { found: true, source: source.title, outcome, title: sightings[0]!.title };
        const refused = readings.find((reading) => 'rejected' in reading);
        if (refused) trouble = new BrokenPage(refused.rejected);
        else asked.push(source.title);
      } catch (error) {
        if (!isPassing(error)) throw error;
        if (error instanceof AskFailure && error.kind === 'gone') asked.push(source.title);
        else trouble = error;
      }
    }
  }
  if (asked.length === 0 && trouble)
    throw new Failure('SourceUnavailable', trouble.message, 'Try again later.', { cause: trouble });
  return { found: false, asked: [...new Set(asked)] };
}
