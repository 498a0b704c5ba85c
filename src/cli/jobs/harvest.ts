import { parseArgs } from 'node:util';
import { isDay } from '#floor/day.ts';
import { invalid, notFound } from '#floor/failure.ts';
import { rereadRecords } from '#jobs/harvest/reread.ts';
import type { Job } from '#jobs/job.ts';
import { type FollowedStream, followedStreams, harvestJob, streamsByName } from '#jobs/jobs.ts';
import { ensureRows } from '#jobs/rows.ts';
import { runJob } from '#jobs/run.ts';
import { TIDY } from '#jobs/tidy.ts';
import type { Offprint } from '../../server/offprint.ts';
import { askedToEnd } from '../asked-to-end.ts';
import { barOn } from '../bar.ts';
import { type Command, io, withOffprint } from '../command.ts';
import { bringIndexAlong, holder } from '../index-along.ts';

/** Where there is no terminal to draw a bar on. */
const TOLD_EVERY_MS = 10_000;
const SWITCH_ON = 'Switch one on: offprint sources add arxiv cs.CL cs.LG';

/** The lists that a name means: `arxiv`, or `arxiv/changes cs:cs:CL`; all without a name. */
function listsOf(offprint: Offprint, name: string | undefined): FollowedStream[] {
  const streams = followedStreams(offprint.sources());
  if (streams.length === 0) throw invalid('No source is followed.', SWITCH_ON);
  if (name === undefined) return streams;
  const found = streams.filter(
    ({ source, stream }) => name === source.name || name === `${source.name}/${stream.name}`,
  );
  if (found.length > 0) return found;
  const known = streams.map(({ source, stream }) => `${source.name}/${stream.name}`).join(', ');
  throw notFound(`No source or list that is followed is called “${name}”.`, `There are: ${known}.`);
}

/** Where a list is to be read from, where a day is given. */
function cursorFrom({ source, stream }: FollowedStream, day: string | undefined): unknown {
  if (day === undefined) return undefined;
  if (!stream.from) throw invalid(`${source.name}/${stream.name} has no days to read from.`, 'Leave --from out.');
  return stream.from(day, { now: new Date() });
}

async function runHere(offprint: Offprint, job: Job, signal: AbortSignal): Promise<boolean> {
  const bar = process.stderr.isTTY ? barOn(process.stderr, job.name) : undefined;
  let words = '';
  let toldAt = Date.now();
  const ran = await runJob(offprint.db, job, {
    holder: holder(),
    signal,
    isForced: true,
    say: io.err,
    onProgress: ({ done, total, words: what }) => {
      words = `${done.toLocaleString('en')} ${what}`;
      if (bar) bar.show(total ? done / total : undefined, words);
      else if (Date.now() - toldAt >= TOLD_EVERY_MS) {
        toldAt = Date.now();
        io.err(`${job.name}: ${words} so far`);
      }
    },
  });
  if (bar && words) bar.end(undefined, words);
  if (ran.outcome === 'busy') io.err(`${job.name} is running in another process; “offprint jobs” shows how far it is.`);
  if (ran.outcome === 'done') io.out(`${job.name}: ${ran.done.summary}.`);
  if (ran.outcome === 'failed') io.err(`${job.name}: ${ran.error instanceof Error ? ran.error.message : ran.error}`);
  if (ran.outcome === 'stopped')
    io.err(`${job.name}: stopped; what came before is in, and the next run goes on there.`);
  return ran.outcome === 'done';
}

/** Reads the records again that could not be read. */
function againJob(offprint: Offprint): Job {
  const streams = streamsByName(followedStreams(offprint.sources()));
  return {
    ...TIDY,
    async run(work) {
      const { read, unread } = await rereadRecords(offprint.db, streams, work, true);
      return { summary: `${read} of ${read + unread} unread records could be read now`, counts: { read, unread } };
    },
  };
}

export const harvestCommand: Command = {
  name: 'harvest',
  usage: 'harvest [SOURCE[/LIST]]',
  help: 'Fetch what is new from the sources that are switched on, or from one of them.',
  details: `
Goes on where the last harvest of each list stood. Safe to interrupt and to run twice.

  --from YYYY-MM-DD   read the lists again from that day on
  --again             read the records again that could not be read, without asking the source
  --no-index          leave the search index to the running server or to the next start
`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { from: { type: 'string' }, again: { type: 'boolean' }, 'no-index': { type: 'boolean' } },
    });
    if (positionals.length > 1)
      throw invalid('One source at a time.', 'Put a list’s name in quotes: "arxiv/changes cs:cs:CL".');
    if (values.from !== undefined && !isDay(values.from))
      throw invalid(`--from cannot be “${values.from}”.`, 'Write a day as YYYY-MM-DD.');
    const end = new AbortController();
    void askedToEnd().then((name) => end.abort(new Error(`Asked to end (${name}).`)));
    return withOffprint(async (offprint) => {
      const jobs = values.again
        ? [againJob(offprint)]
        : listsOf(offprint, positionals[0]).map((list) =>
            harvestJob(list, offprint.harvesting(), cursorFrom(list, values.from)),
          );
      const kept = [...offprint.jobs().map(({ name }) => name), 'index'];
      await ensureRows(offprint.db, jobs, kept, new Date());
      let failed = 0;
      for (const job of jobs) {
        if (end.signal.aborted) break;
        if (!(await runHere(offprint, job, end.signal))) failed++;
      }
      if (!values['no-index'] && !end.signal.aborted) await bringIndexAlong(offprint);
      return failed > 0 || end.signal.aborted ? 1 : 0;
    });
  },
};
