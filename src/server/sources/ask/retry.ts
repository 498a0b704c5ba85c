import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '#db/schema.ts';
import { type Pace, waitBefore } from '#floor/pace.ts';
import type { Ask, Source } from '../source.ts';
import { askSource } from './ask.ts';
import { AskFailure } from './failure.ts';
import { passGate, restGate } from './gate.ts';
import type { Answer, AskOptions } from './options.ts';

/** Five tries within some two minutes; a source that wants a longer rest than five is asked when its job is due again. */
const PATIENT: Pace = { timeout: 300_000, attempts: 5, firstWait: 5_000, longestWait: 300_000 };

export interface PatientOptions extends Omit<AskOptions, 'signal' | 'onRequest' | 'hopMs' | 'wholeMs'> {
  courtesy: Source['courtesy'];
  /** Who asks, for people who look at the gate. */
  holder: string;
  signal: AbortSignal;
  pace?: Pace;
}

/**
 * Asks until there is an answer: each try passes the gate, at most five in a call, further and further apart. While a
 * source is busy, its gate rests, so that nobody else asks it either. The least wait stands even where the source says
 * `Retry-After: 0`: arXiv has said so for minutes on end.
 *
 * Promised: no more than `pace.attempts` requests (each with its redirects) in a call, never two at once nor sooner than
 * the courtesy allows, none before a `Retry-After` has gone by. How soon to call again is the caller's to decide.
 * @throws AskFailure: what is gone, refused or unsafe at once; busy or broken after the last try, or with `restMs` as
 *   soon as the source wants more than `pace.longestWait`. The signal's reason.
 */
export async function askPatiently(db: Db, ask: Ask, options: PatientOptions): Promise<Answer> {
  const { courtesy, holder, signal, pace = PATIENT, ...how } = options;
  const gate = { ...courtesy, patienceMs: pace.longestWait };
  for (let attempt = 1; ; attempt++) {
    let failure: AskFailure;
    try {
      return await passGate(db, gate, holder, signal, (passage) =>
        askSource(ask, { ...how, ...passage, wholeMs: pace.timeout, hopMs: courtesy.everyMs }),
      );
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof AskFailure) || (error.kind !== 'busy' && error.kind !== 'broken')) throw error;
      failure = error;
    }
    const { kind, restMs = 0 } = failure;
    if (restMs > pace.longestWait) throw failure;
    const wait = Math.max(restMs, waitBefore(pace, attempt, null)!);
    if (kind === 'busy' && courtesy.everyMs > 0) await restGate(db, courtesy.gate, wait);
    if (attempt >= pace.attempts) throw failure;
    await sleep(wait, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}
