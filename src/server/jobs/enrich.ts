import { ingestWithin } from '#catalogue/ingest.ts';
import type { Db } from '#db/schema.ts';
import { addDays } from '#floor/day.ts';
import type { Schedule } from '#floor/schedule.ts';
import type { Enrichment, KnownPaper } from '#sources/enrichment.ts';
import type { Link } from '#sources/sighting.ts';
import type { Chosen } from '#sources/source.ts';
import { cursorOf, moveCursor } from './harvest/cursors.ts';
import type { Asking } from './harvest/harvest.ts';
import type { Job } from './job.ts';

/** Papers older than this hardly change their counts, and would take most of the questions. */
const YOUNG_DAYS = 730;
const ROWS_AT_ONCE = 2_000;

/** How far a round through the papers has come. */
interface Round {
  /** The day from which on papers are asked for: the same through the round. */
  from: string;
  /** The last paper of the last question. */
  after: string;
}

/** The next papers of a round that an enrichment wants, and where to go on after them; undefined at the end. */
async function nextPapers(db: Db, enrichment: Enrichment, { from, after }: Round) {
  let last = after;
  const wanted: KnownPaper[] = [];
  for (;;) {
    const rows = await db
      .selectFrom('papers')
      .select(['id', 'title', 'arxiv_id', 'doi', 'links'])
      .where('id', '>', last)
      .where('day', '>=', from)
      .orderBy('id')
      .limit(ROWS_AT_ONCE)
      .execute();
    for (const row of rows) {
      last = row.id;
      const code = (JSON.parse(row.links) as Link[]).find(({ kind }) => kind === 'code')?.url;
      const paper: KnownPaper = {
        id: row.id,
        title: row.title,
        ...(row.arxiv_id && { arxivId: row.arxiv_id }),
        ...(row.doi && { doi: row.doi }),
        ...(code && { code }),
      };
      if (enrichment.wants(paper)) wanted.push(paper);
      if (wanted.length >= enrichment.batch) return { papers: wanted, after: last };
    }
    if (rows.length < ROWS_AT_ONCE) return wanted.length > 0 ? { papers: wanted, after: last } : undefined;
  }
}

/** A job that goes round the papers of the last two years and asks for their counts. A round that was cut off goes on. */
export function enrichJob(
  enrichment: Enrichment,
  {
    db,
    ask,
    chosen,
    schedule = enrichment.schedule,
  }: {
    db: Db;
    ask: Asking;
    chosen: Pick<Chosen, 'addresses' | 'key'>;
    schedule?: Schedule | undefined;
  },
): Job {
  const origin = { source: enrichment.name, stream: 'papers' };
  return {
    name: `enrich ${enrichment.name}`,
    schedule,
    async run(work) {
      const counts = { asked: 0, changed: 0, unread: 0 };
      const begun = (await cursorOf(db, origin)) as Round | undefined | null;
      let round: Round = begun ?? { from: addDays(work.now().toISOString().slice(0, 10), -YOUNG_DAYS), after: '' };
      for (;;) {
        work.signal.throwIfAborted();
        const next = await nextPapers(db, enrichment, round);
        if (!next) break;
        const body = await ask(enrichment.ask(next.papers, chosen), work.signal);
        const readings = enrichment.parse(body, next.papers, { now: work.now() });
        const sightings = readings.flatMap((reading) => ('sighting' in reading ? [reading.sighting] : []));
        round = { ...round, after: next.after };
        const outcomes = await db.transaction().execute(async (trx) => {
          await work.fence(trx);
          const done = await ingestWithin(trx, sightings);
          await moveCursor(trx, origin, round, work.now());
          return done;
        });
        counts.asked += next.papers.length;
        counts.changed += outcomes.filter((outcome) => outcome !== 'unchanged').length;
        counts.unread += readings.length - sightings.length;
        work.progress({ done: counts.asked, words: 'papers' });
      }
      await db.transaction().execute(async (trx) => {
        await work.fence(trx);
        await moveCursor(trx, origin, null, work.now());
      });
      const words = `${counts.asked.toLocaleString('en')} papers asked for, ${counts.changed.toLocaleString('en')} changed`;
      return { summary: words, counts };
    },
  };
}
