import type { Database } from '#db/open.ts';
import type { Pace } from '#floor/pace.ts';
import { type FollowedStream, followedStreams, harvestJob, type JobsOf } from '#jobs/jobs.ts';
import { ensureRows } from '#jobs/rows.ts';
import { type Ran, runJob } from '#jobs/run.ts';
import { askPatiently } from '#sources/ask/retry.ts';
import type { Source } from '#sources/source.ts';

/** As the program's own pace, a hundred times as fast. */
const QUICK: Pace = { timeout: 3_000, attempts: 5, firstWait: 20, longestWait: 1_500 };

export interface Harvesting {
  /** Between two requests, in milliseconds. */
  everyMs?: number;
  pace?: Pace;
  holder?: string;
  values?: string[];
  /** Which lists, by a part of their names; all without. */
  list?: RegExp;
  now?: () => Date;
  /** What one answer may hold. */
  mostBytes?: number;
}

/** A source's lists as they are followed where every address of it is `url`'s. */
export function listsAt(source: Source, url: string, { values = ['cs'], list }: Harvesting = {}): FollowedStream[] {
  const addresses = Object.fromEntries(Object.keys(source.addresses).map((name) => [name, url]));
  const streams = followedStreams([{ source, chosen: { values, addresses, key: '' } }]);
  return list ? streams.filter(({ stream }) => list.test(stream.name)) : streams;
}

/** What harvests need, asking as the program does, faster. */
export function quickly({ db, engine }: Database, harvesting: Harvesting = {}): JobsOf {
  const { everyMs = 0, pace = QUICK, holder = 'test', mostBytes } = harvesting;
  return {
    db,
    engine,
    followed: [],
    enriched: [],
    rests: [20, 40],
    askFor: ({ courtesy }, { addresses }) => {
      const trusted = Object.values(addresses).map((address) => new URL(address).origin);
      const how = { courtesy: { ...courtesy, everyMs }, holder, pace, version: '0', contact: '', trusted };
      return async (ask, signal) => {
        const options = { ...how, signal, connectMs: 1_000, silenceMs: 500, ...(mostBytes && { mostBytes }) };
        return (await askPatiently(db, ask, options)).body;
      };
    },
  };
}

/** Harvests lists once, one after another, as the clock would. */
export async function harvestOnce(
  database: Database,
  lists: FollowedStream[],
  harvesting: Harvesting & { from?: string } = {},
): Promise<Ran[]> {
  const { now = () => new Date(), holder = 'test', from } = harvesting;
  const of = quickly(database, harvesting);
  const ran: Ran[] = [];
  for (const list of lists) {
    const cursor = from === undefined ? undefined : list.stream.from?.(from, { now: now() });
    const job = harvestJob(list, of, cursor);
    await ensureRows(database.db, [job], [], now());
    ran.push(await runJob(database.db, job, { holder, signal: new AbortController().signal, now, isForced: true }));
  }
  return ran;
}
