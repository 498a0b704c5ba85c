import { setTimeout as sleep } from 'node:timers/promises';
import type { Db, Trx } from '#db/schema.ts';
import { type Ask, BrokenPage, type Page, type Stream } from '#sources/source.ts';
import type { Work } from '../job.ts';
import { isPassing } from '../passing.ts';
import { type Committing, commitPage } from './commit.ts';
import { cursorOf, moveCursor, type Owed, owe, owedPages, payOwed, stillOwed } from './cursors.ts';
import { emptyTally, type Tally } from './tally.ts';
import type { Origin } from './unread.ts';

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

/** What a harvest came to. */
export interface Harvested {
  tally: Tally;
  /** Sentences for the administrator: a file that cannot be read. */
  problems: readonly string[];
}

const RESTS = [5_000, 20_000];
/** A list that does not end: some 50 million records of the largest pages. */
const MOST_PAGES = 20_000;
/** Pages passed one after another: with one more it is not the page that is at fault. */
const MOST_PASSES = 3;

interface Walk extends Committing {
  stream: Stream;
  ask: Asking;
  rests: readonly number[];
}

/** Keeps how far a walk has come: as the list's cursor, or as that of an owed page. */
type Keep = (trx: Trx, cursor: unknown) => Promise<void>;

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
): Promise<Harvested> {
  const walk: Walk = { origin, stream, db, ask, rests, work, tally: emptyTally() };
  for (const owed of await owedPages(db, origin, work.now())) await pay(walk, owed);
  const cursor = from ?? (await cursorOf(db, origin));
  const keep: Keep = (trx, reached) => moveCursor(trx, origin, reached, work.now());
  const problems = stream.read ? await readHere(walk, cursor, keep) : await walkOn(walk, cursor, keep);
  return { tally: walk.tally, problems };
}

/** Asks for page after page. */
async function walkOn(walk: Walk, start: unknown, keep: Keep): Promise<readonly string[]> {
  const { origin, stream, db, work, tally } = walk;
  let cursor = start;
  let problems: readonly string[] = [];
  for (let page = 0, passes = 0; page < MOST_PAGES; page++) {
    const moment = { now: work.now() };
    const request = stream.next(cursor, moment);
    if (!request) return problems;
    try {
      const found = await readPage(walk, request, cursor);
      await commitPage(walk, request, found.readings, (trx) => keep(trx, found.cursor));
      cursor = found.cursor;
      problems = found.problems ?? [];
      passes = 0;
    } catch (error) {
      const passed = mayPass(error, passes, tally) ? stream.pass?.(cursor, moment) : undefined;
      if (!passed) throw error;
      await db.transaction().execute(async (trx) => {
        await work.fence(trx);
        await owe(trx, origin, passed.owed, (error as Error).message, moment.now);
        await keep(trx, passed.cursor);
      });
      tally.owed++;
      passes++;
      cursor = passed.cursor;
    }
  }
  throw new BrokenPage(`The list did not end within ${MOST_PAGES} pages.`);
}

/** Whether it may be the page's fault, and not the source's: then what follows it may be had. */
function mayPass(error: unknown, passes: number, tally: Tally): boolean {
  if (!isPassing(error) || passes >= MOST_PASSES) return false;
  if (error instanceof BrokenPage || error.kind === 'gone' || error.kind === 'refused') return true;
  // Of a source that answered a moment ago it may be one page that it cannot give.
  return error.kind === 'broken' && passes === 0 && tally.pages > 0;
}

/** Takes in what lies on this machine. */
async function readHere(walk: Walk, cursor: unknown, keep: Keep): Promise<readonly string[]> {
  const { origin, stream, work } = walk;
  let problems: readonly string[] = [];
  for await (const page of stream.read!(cursor, { now: work.now() }, work.signal)) {
    work.signal.throwIfAborted();
    await commitPage(walk, { url: `file:${origin.stream}` }, page.readings, (trx) => keep(trx, page.cursor));
    problems = page.problems ?? [];
  }
  return problems;
}

/** Reads what was passed by an earlier run. Where it fails again it stays owed, and the rest goes on. */
async function pay(walk: Walk, owed: Owed): Promise<void> {
  const { db, work } = walk;
  try {
    await walkOn(walk, owed.cursor, (trx, cursor) => payOwed(trx, owed.id, cursor));
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
