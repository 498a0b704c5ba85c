import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '#db/schema.ts';
import { AskFailure } from './failure.ts';
import { gateState, leaveGate, mendGate, renewGate, type Turn, takeGate } from './gate-row.ts';

export { restGate } from './gate-row.ts';

export interface Gate {
  gate: string;
  /** At least so many milliseconds from one request's begin to the next; 0 is no gate. */
  everyMs: number;
  /** How long a rest may be waited for; a longer one is a failure at once. No bound where absent. */
  patienceMs?: number;
  /** How long a process that was killed keeps the gate; 15 s. Who lives says so three times as often. */
  holdMs?: number;
  /** In place of the system's clock. */
  now?: () => number;
}

/** What the work behind a gate is given. */
export interface Passage {
  /** Ends the work: the caller's signal, or another process has come through while this one stood still. */
  signal: AbortSignal;
  /** A request of this work goes out, or has only now arrived; the pause is counted from the last call. */
  onRequest(): void;
}

/** Looks at a gate at least so often: a rest may be shortened, a clock put. */
const LOOK_MS = 5_000;

/** When requests began, on the clock that nobody can put: a wall clock that jumps ahead opens no gate early. */
const begun = new WeakMap<Db, Map<string, number>>();

function beginsOf(db: Db): Map<string, number> {
  const known = begun.get(db) ?? new Map<string, number>();
  begun.set(db, known);
  return known;
}

/**
 * Lets work through a gate: one at a time, and not before its time, over all processes that share the database. Their
 * clocks are taken to be in step; by what they differ, a pause may be shorter. Where the work throws an AskFailure with
 * `restMs`, the gate rests so long, for all of them and over restarts.
 * @param holder who passes, for people who look at the table.
 * @throws AskFailure `busy` where the gate rests beyond patience; the signal's reason, at once; what the work throws.
 */
export async function passGate<T>(
  db: Db,
  gate: Gate,
  holder: string,
  signal: AbortSignal,
  work: (passage: Passage) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  if (gate.everyMs <= 0) return await work({ signal, onRequest: () => {} });
  const { gate: name, everyMs, holdMs = 15_000, now = Date.now } = gate;
  // Two passages of one holder are two.
  const turn: Turn = { gate: name, holder: `${holder} ${randomUUID()}`, holdMs };
  await waitForTurn(db, gate, turn, signal);
  const begins = beginsOf(db);
  const onRequest = () => begins.set(name, performance.now());
  onRequest();
  const lost = new AbortController();
  const renewing = keepRenewing(db, turn, now, lost);
  let restMs = 0;
  try {
    return await work({ signal: AbortSignal.any([signal, lost.signal]), onRequest });
  } catch (error) {
    if (error instanceof AskFailure) restMs = error.restMs ?? 0;
    throw error;
  } finally {
    clearInterval(renewing);
    const pause = begins.get(name)! + everyMs - performance.now();
    // Where the database does not answer, the hold runs out by itself; what the work has brought is not lost for it.
    await leaveGate(db, turn, Math.max(pause, restMs, 0), now()).catch(() => {});
  }
}

async function waitForTurn(db: Db, gate: Gate, turn: Turn, signal: AbortSignal): Promise<void> {
  const { gate: name, everyMs, patienceMs = Number.POSITIVE_INFINITY, now = Date.now } = gate;
  const glance = Math.min(Math.max(everyMs / 10, 20), 250);
  let deserted = { heldUntil: '', since: 0 };
  for (;;) {
    const state = await gateState(db, turn, now());
    const own = (beginsOf(db).get(name) ?? Number.NEGATIVE_INFINITY) + everyMs - performance.now();
    let wait = glance * (0.5 + Math.random());
    if (state.is === 'ahead') await mendGate(db, turn, everyMs, now());
    else if (state.is === 'resting' && state.restMs > Math.max(patienceMs, everyMs))
      throw new AskFailure('busy', `${name} wants to be left alone for ${spoken(state.restMs)}.`, state.restMs);
    // Who has just come through steps back a little, so that others who wait come to their turn.
    else if (own > 0) wait = own + 15 + 10 * Math.random();
    else if (state.is === 'resting') wait = Math.min(state.restMs + 5 * Math.random(), LOOK_MS);
    else if (state.is === 'deserted' && state.heldUntil !== deserted.heldUntil)
      deserted = { heldUntil: state.heldUntil, since: performance.now() };
    // A clock that jumps ahead ends every hold: a holder that lives gets the time to say so.
    else if (state.is === 'free' || (state.is === 'deserted' && performance.now() - deserted.since > turn.holdMs / 2))
      if (await takeGate(db, turn, everyMs, deserted.heldUntil, now())) return;
    await sleep(wait, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

const spoken = (ms: number) => (ms < 120_000 ? `${Math.ceil(ms / 1000)} s` : `${Math.ceil(ms / 60_000)} min`);

/** Says that the holder lives, and ends the work where it is no longer believed. */
function keepRenewing(db: Db, turn: Turn, now: () => number, lost: AbortController): NodeJS.Timeout {
  let renewed = performance.now();
  const renew = async () => {
    const held = await renewGate(db, turn, now()).catch(() => undefined);
    if (held) renewed = performance.now();
    else if (held === false || performance.now() - renewed > turn.holdMs)
      lost.abort(new AskFailure('broken', `The turn at ${turn.gate} was lost: this process stood still for too long.`));
  };
  return setInterval(() => void renew(), turn.holdMs / 3);
}
