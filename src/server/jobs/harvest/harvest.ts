import { setTimeout as sleep } from 'node:timers/promises';
import { ingestWithin } from '#catalogue/ingest.ts';
import type { Db, Trx } from '#db/schema.ts';
import { type Ask, BrokenPage, type Page, type RecordReading, type Stream } from '#sources/source.ts';
import type { Work } from '../job.ts';
import { isPassing } from '../passing.ts';
import { cursorOf, moveCursor, type Owed, owe, owedPages, payOwed, stillOwed } from './cursors.ts';
import { emptyTally, recordsOf, type Tally } from './tally.ts';
import { countUnread, forgetReadable, keepUnread, type Origin } from './unread.ts';

/** Makes a request, politely, and again where that may help. @returns the body of the answer. */
export type Asking = (ask: Ask, signal: AbortSignal) => Promise<Uint8Array>;

export interface Harvesting {
  db: Db;
  ask: Asking;
  /** Waits before a page that was broken is asked for again, in milliseconds; as many tries as there are, and one. */
  rests?: readonly number[];
  /** Reads on from here instead of from the cursor that is kept. */
  from?: unknown;
}

const RESTS = [5_000, 20_000];
/** A list that does not end: some 50 million records of the largest pages. */
const MOST_PAGES = 20_000;

/**
 * Reads a list on from its cursor until there is nothing more to ask for now. Each page's sightings, its unreadable
 * records and the cursor that covers them go in together, so that a run that is killed anywhere leaves the list at the
 * end of a page, and the next goes on there.
 *
 * A page that keeps failing is passed where the list can do without it, and owed: it is tried again by later runs.
 * @throws what made the run end: BrokenPage, AskFailure, the signal's reason.
 */
export async function harvest(
  origin: Origin,
  stream: Stream,
  { db, ask, rests = RESTS, from }: Harvesting,
  work: Work,
): Promise<Tally> {
  const tally = emptyTally();
  const walk = { origin, stream, db, ask, rests, work, tally };
  for (const owed of await owedPages(db, origin, work.now())) await pay(walk, owed);
  let cursor = from ?? (await cursorOf(db, origin));
  for (let page = 0; ; page++) {
    if (page >= MOST_PAGES) throw new BrokenPage(`The list did not end within ${MOST_PAGES} pages.`);
    const moment = { now: work.now() };
    const request = stream.next(cursor, moment);
    if (!request) break;
    try {
      const found = await readPage(walk, request, cursor);
      await commit(walk, request, found.readings, (trx) => moveCursor(trx, origin, found.cursor, moment.now));
      cursor = found.cursor;
    } catch (error) {
      const passed = isPassing(error) ? stream.pass?.(cursor, moment) : undefined;
      if (!passed) throw error;
      await db.transaction().execute(async (trx) => {
        await work.fence(trx);
        await owe(trx, origin, passed.owed, (error as Error).message, moment.now);
        await moveCursor(trx, origin, passed.cursor, moment.now);
      });
      tally.owed++;
      cursor = passed.cursor;
    }
  }
  return tally;
}

interface Walk {
  origin: Origin;
  stream: Stream;
  db: Db;
  ask: Asking;
  rests: readonly number[];
  work: Work;
  tally: Tally;
}

/** Reads what was passed by an earlier run. Where it fails again it stays owed, and the rest goes on. */
async function pay(walk: Walk, owed: Owed): Promise<void> {
  const { stream, db, work } = walk;
  let { cursor } = owed;
  try {
    for (let page = 0; page < MOST_PAGES; page++) {
      const request = stream.next(cursor, { now: work.now() });
      if (!request) break;
      const found = await readPage(walk, request, cursor);
      await commit(walk, request, found.readings, (trx) => payOwed(trx, owed.id, found.cursor));
      cursor = found.cursor;
    }
    await db.transaction().execute(async (trx) => {
      await work.fence(trx);
      await payOwed(trx, owed.id, undefined);
    });
  } catch (error) {
    if (!isPassing(error)) throw error;
    await stillOwed(db, owed, error.message, work.now());
    walk.tally.owed++;
  }
}

/** One page: asked for again, after a rest, where it came broken. */
async function readPage({ stream, ask, rests, work }: Walk, request: Ask, cursor: unknown): Promise<Page<unknown>> {
  for (let attempt = 0; ; attempt++) {
    work.signal.throwIfAborted();
    const body = await ask(request, work.signal);
    try {
      return stream.parse(body, request, cursor, { now: work.now() });
    } catch (error) {
      const rest = rests[attempt];
      if (!(error instanceof BrokenPage) || rest === undefined) throw error;
      if (error.restMs !== undefined && error.restMs > rest * 4) throw error;
      await sleep(Math.max(rest, error.restMs ?? 0), undefined, { signal: work.signal });
    }
  }
}

/** Puts a page's records into the catalogue, with whatever else belongs to the same moment. */
async function commit(
  { origin, db, work, tally }: Walk,
  request: Ask,
  readings: RecordReading[],
  also: (trx: Trx) => Promise<void>,
): Promise<void> {
  const sightings = readings.flatMap((reading) => ('sighting' in reading ? [reading.sighting] : []));
  const rejected = readings.flatMap((reading) => ('rejected' in reading ? [reading] : []));
  const outcomes = await db.transaction().execute(async (trx) => {
    await work.fence(trx);
    if (rejected.length > 0) await keepUnread(trx, origin, request, rejected, work.now());
    if (sightings.length > 0 && (await countUnread(trx, origin)) > 0)
      await forgetReadable(
        trx,
        origin,
        sightings.map(({ sourceKey }) => sourceKey),
      );
    const done = await ingestWithin(trx, sightings);
    await also(trx);
    return done;
  });
  for (const outcome of outcomes) tally[outcome]++;
  tally.unread += rejected.length;
  tally.pages++;
  work.progress({ done: recordsOf(tally), words: 'records' });
}
