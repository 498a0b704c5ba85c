import type { Engine } from '#db/engine.ts';
import type { Db } from '#db/schema.ts';
import type { Schedule } from '#floor/schedule.ts';
import type { Enrichment } from '#sources/enrichment.ts';
import type { Chosen, Source, Stream } from '#sources/source.ts';
import type { Asked } from './asking.ts';
import { enrichJob } from './enrich.ts';
import { type Asking, harvest } from './harvest/harvest.ts';
import { tallyWords } from './harvest/tally.ts';
import { type Hooking, hookJob } from './hooks/job.ts';
import type { Job } from './job.ts';
import { tidyJob } from './tidy.ts';

/** What is chosen of a source or an enrichment, and whether it is on. */
export interface Followed<S = Source> {
  source: S;
  chosen: Chosen;
  /** Instead of the source's own schedules. */
  everyMs?: number;
}

export interface JobsOf {
  db: Db;
  engine: Engine;
  followed: readonly Followed[];
  enriched: readonly Followed<Enrichment>[];
  askFor: (source: Asked, chosen: Chosen) => Asking;
  /** What is posted to chats and programs. */
  hooking?: Hooking;
  /** Waits before a broken page is asked for again, in milliseconds. */
  rests?: readonly number[];
}

/** A list that is followed. */
export interface FollowedStream {
  source: Source;
  stream: Stream;
  chosen: Chosen;
  schedule: Schedule;
}

/** The lists of all sources that are followed. */
export function followedStreams(followed: readonly Followed[]): FollowedStream[] {
  return followed.flatMap(({ source, chosen, everyMs }) =>
    source.streams(chosen).map((stream) => ({
      source,
      stream,
      chosen,
      schedule: everyMs === undefined ? stream.schedule : { everyMs },
    })),
  );
}

/** Lists by `source/list`, as their kept records name them. */
export function streamsByName(streams: readonly FollowedStream[]): ReadonlyMap<string, Stream> {
  return new Map(streams.map(({ source, stream }) => [`${source.name}/${stream.name}`, stream]));
}

/** The job that harvests a list. */
export const harvestName = (source: string, stream: string): string => `harvest ${source}/${stream}`;

/** A job that reads a list on from its cursor, or from another. */
export function harvestJob(
  { source, stream, chosen, schedule }: FollowedStream,
  { db, askFor, rests }: Pick<JobsOf, 'db' | 'askFor' | 'rests'>,
  from?: unknown,
): Job {
  return {
    name: harvestName(source.name, stream.name),
    schedule,
    async run(work) {
      const origin = { source: source.name, stream: stream.name };
      const harvesting = { db, ask: askFor(source, chosen), ...(rests && { rests }), from };
      const { tally, problems } = await harvest(origin, stream, harvesting, work);
      const summary = [tallyWords(tally), ...problems].join('. ');
      return { summary, counts: { ...tally }, isOwing: tally.owed > 0 };
    },
  };
}

/** Everything that a clock runs, as the settings are now. */
export function jobsFor(of: JobsOf): Job[] {
  const streams = followedStreams(of.followed);
  const byName = streamsByName(streams);
  const enriching = of.enriched.map(({ source, chosen, everyMs }) =>
    enrichJob(source, {
      db: of.db,
      chosen,
      ask: of.askFor(source, chosen),
      schedule: everyMs === undefined ? undefined : { everyMs },
    }),
  );
  const { hooking } = of;
  const posting = hooking ? hooking.hooks.map((hook) => hookJob(hook, hooking)) : [];
  const harvesting = streams.map((followed) => harvestJob(followed, of));
  return [...harvesting, ...enriching, ...posting, tidyJob(of, () => byName)];
}
