import type { Db } from '#db/schema.ts';

/** What clocks of one installation may differ by; beyond it one has been put back. */
const SKEW_MS = 60_000;
const DAY_MS = 86_400_000;

const at = (ms: number) => new Date(ms).toISOString();

/** A gate, and whose turn at it is taken. */
export interface Turn {
  gate: string;
  holder: string;
  /** How long the gate is held for a process that no longer says that it lives. */
  holdMs: number;
}

/** How a gate stands. */
export type GateState =
  | { is: 'free' }
  /** A request is under way. */
  | { is: 'held' }
  /** The next request may not begin before so many milliseconds have gone by. */
  | { is: 'resting'; restMs: number }
  /** A hold has run out, by the clock; it is known by its end. */
  | { is: 'deserted'; heldUntil: string }
  /** It was last used hours from now: a clock has been put back. */
  | { is: 'ahead' };

/** One that nobody has passed yet is free. */
export async function gateState(db: Db, { gate, holdMs }: Turn, now: number): Promise<GateState> {
  const row = await db.selectFrom('gates').selectAll().where('name', '=', gate).executeTakeFirst();
  if (!row) return { is: 'free' };
  const held = row.holder === null ? 0 : Date.parse(row.held_until) - now;
  if (Date.parse(row.set_at) > now + SKEW_MS || held > holdMs + SKEW_MS) return { is: 'ahead' };
  if (held > 0) return { is: 'held' };
  const restMs = Date.parse(row.free_at) - now;
  if (restMs > 0) return { is: 'resting', restMs };
  return row.holder === null ? { is: 'free' } : { is: 'deserted', heldUntil: row.held_until };
}

/**
 * Takes a gate that is free or deserted, in one statement that either engine carries out for one process alone. The next
 * request may begin after `everyMs`, even if this one's process is killed.
 * @param deserted the end of the hold that nobody renews, where it is taken over.
 * @returns whether it was taken.
 */
export async function takeGate(db: Db, turn: Turn, everyMs: number, deserted: string, now: number): Promise<boolean> {
  const { gate: name, holder, holdMs } = turn;
  const taken = { free_at: at(now + everyMs), set_at: at(now), holder, held_until: at(now + holdMs) };
  const row = await db
    .insertInto('gates')
    .values({ name, ...taken })
    .onConflict((oc) =>
      oc
        .column('name')
        .doUpdateSet(taken)
        .where('gates.free_at', '<=', at(now))
        .where((eb) => eb.or([eb('gates.holder', 'is', null), eb('gates.held_until', '=', deserted)])),
    )
    .returning('name')
    .executeTakeFirst();
  return row !== undefined;
}

/** @returns whether the gate was still held. */
export async function renewGate(db: Db, { gate, holder, holdMs }: Turn, now: number): Promise<boolean> {
  const row = await db
    .updateTable('gates')
    .set({ held_until: at(now + holdMs) })
    .where('name', '=', gate)
    .where('holder', '=', holder)
    .returning('name')
    .executeTakeFirst();
  return row !== undefined;
}

/** Gives a gate back; the next request may begin after `restMs`, or later where it already rests for longer. */
export async function leaveGate(db: Db, { gate, holder }: Turn, restMs: number, now: number): Promise<void> {
  const free = at(now + Math.min(restMs, DAY_MS));
  await db
    .updateTable('gates')
    .set((eb) => ({
      free_at: eb.case().when('free_at', '>', free).then(eb.ref('free_at')).else(free).end(),
      set_at: at(now),
      holder: null,
      held_until: at(now),
    }))
    .where('name', '=', gate)
    .where('holder', '=', holder)
    .execute();
}

/**
 * Lets a gate rest for at least so long from now, for every process and over restarts: a source says so within a page, or
 * has been asked in vain.
 * @param restMs at most a day.
 */
export async function restGate(db: Db, gate: string, restMs: number, now = Date.now()): Promise<void> {
  const rest = { free_at: at(now + Math.min(restMs, DAY_MS)), set_at: at(now) };
  await db
    .insertInto('gates')
    .values({ name: gate, ...rest, holder: null, held_until: at(now) })
    .onConflict((oc) => oc.column('name').doUpdateSet(rest).where('gates.free_at', '<', rest.free_at))
    .execute();
}

/**
 * Sets right what a clock that has since been put back has left: the gate would be closed until it comes there again. A
 * rest becomes one pause from now. A hold gets its usual length: a holder that lives renews it, a dead one's runs out.
 */
export async function mendGate(db: Db, { gate, holdMs }: Turn, everyMs: number, now: number): Promise<void> {
  await db
    .updateTable('gates')
    .set({ free_at: at(now + everyMs), set_at: at(now) })
    .where('name', '=', gate)
    .where('set_at', '>', at(now + SKEW_MS))
    .execute();
  await db
    .updateTable('gates')
    .set({ held_until: at(now + holdMs) })
    .where('name', '=', gate)
    .where('held_until', '>', at(now + holdMs + SKEW_MS))
    .execute();
}
