import { createHash } from 'node:crypto';
import { catalogueName } from '#catalogue/first-seen.ts';
import { postOf } from '#delivery/hooks/post.ts';
import type { Asked } from '#delivery/list/found.ts';
import type { Hook } from '#floor/settings/whole-hooks.ts';
import { AskFailure } from '#sources/ask/failure.ts';
import type { Done, Job, Work } from '../job.ts';
import { hookEdition } from './edition.ts';
import { noteEnd, noteTry, postRow } from './log.ts';
import { placeOfHook } from './place.ts';
import { sendPost } from './send.ts';

/** What the jobs of hooks need. */
export interface Hooking extends Asked {
  hooks: readonly Hook[];
  /** The site's public address, without a trailing slash. */
  origin: string;
  contact: string;
  /** Whether private addresses may be sent to. */
  isPrivate: boolean;
}

export const hookJobName = (hook: string): string => `hook ${hook}`;

/** The same for every try of an edition, and another's for every other. */
async function postIdOf({ db }: Asked, hook: string, edition: string): Promise<string> {
  const text = JSON.stringify([await catalogueName(db), hook, edition]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

const NOTHING: Done = { summary: 'nothing new to post', counts: { posted: 0 } };

async function post(hook: Hook, hooking: Hooking, work: Work): Promise<Done> {
  const { db } = hooking;
  const found = await hookEdition(hooking, hook, placeOfHook(hook), work.now());
  if (!found) return NOTHING;
  const which = { hook: hook.name, edition: found.name };
  if ((await postRow(db, which))?.state === 'posted') return NOTHING;
  const id = await postIdOf(hooking, hook.name, found.name);
  const whole = postOf(found.list, { id, ...which, origin: hooking.origin, path: found.path });
  await db.transaction().execute(async (trx) => {
    await work.fence(trx);
    await noteTry(
      trx,
      which,
      id,
      whole.entries.map((entry) => entry.id),
      work.now(),
    );
  });
  try {
    const status = await sendPost(hook, whole, { ...hooking, signal: work.signal, now: work.now });
    // Without the fence: that it has arrived is so, whoever holds the job by now.
    await noteEnd(db, which, { status }, work.now());
  } catch (error) {
    // A run that was stopped does not know whether its request arrived.
    if (error instanceof AskFailure && !work.signal.aborted)
      await noteEnd(db, which, { status: error.status, error: error.message }, work.now());
    throw error;
  }
  return { summary: `${found.list.heading} posted`, counts: { posted: 1, papers: whole.entries.length } };
}

/**
 * A job that posts a hook's list when it is time, each edition until it was answered with a success and never after. A
 * failure rests as those of all jobs do, and as long as the service asks. A run that is killed between the service's
 * answer and its own commit posts once more, with the same id: Matrix and a webhook's receiver know it by that.
 */
export function hookJob(hook: Hook, hooking: Hooking): Job {
  return {
    name: hookJobName(hook.name),
    schedule: hook.schedule,
    isPunctual: true,
    run: (work) => post(hook, hooking, work),
  };
}
