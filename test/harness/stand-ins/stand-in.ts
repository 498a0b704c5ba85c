import type { DailyRow } from '../papers.ts';
import { ArxivCatalogue } from './arxiv-catalogue.ts';
import { type ArxivPaper, arxivPapers } from './arxiv-papers.ts';
import { BiorxivApi } from './biorxiv.ts';
import type { Clock } from './clock.ts';
import { DailyPapersApi } from './daily-papers.ts';
import { dailyRows } from './daily-rows.ts';
import { OaiProvider } from './oai.ts';
import { OpenReviewApi } from './openreview.ts';
import type { Fault, Plan } from './plan.ts';
import { QueryApi } from './query-api.ts';
import { AnnouncementFeed } from './rss.ts';
import { type Answerer, type StandIn, serve } from './server.ts';

/** How many records a stand-in has, where it is not told. */
const RECORDS = 1_000;

interface Asking<R> {
  /** What it serves, or how many: the first real ones, or invented ones where those are missing. */
  records?: R[] | number;
  /** Records to a page; what the real one has, unless told. */
  pageSize?: number;
  /** Requests that come sooner after the one before are answered 429; see `server.ts`. */
  everyMs?: number;
  faults?: (Plan | Fault)[];
  /** What time it is at the source; the machine's time unless told. */
  now?: () => Date;
}

type Make = (catalogue: ArxivCatalogue, pageSize: number | undefined, clock: Clock) => Answerer;

/** The sources that serve the papers of a catalogue. */
const OF_PAPERS = {
  oai: (catalogue, pageSize, clock) => new OaiProvider(catalogue, pageSize, clock),
  rss: (catalogue, _, clock) => new AnnouncementFeed(catalogue, clock),
  'query-api': (catalogue, _, clock) => new QueryApi(catalogue, clock),
  biorxiv: (catalogue, pageSize) => new BiorxivApi(catalogue, pageSize),
  openreview: (catalogue, pageSize) => new OpenReviewApi(catalogue, pageSize),
} satisfies Record<string, Make>;

export type PapersKind = keyof typeof OF_PAPERS;
export type PapersStandIn = StandIn & { catalogue: ArxivCatalogue; clock: Clock };
export type DailyStandIn = StandIn & { rows: DailyRow[] };

/**
 * Starts a server that stands in for a source, on loopback.
 * @returns with it what it serves, which may be changed while it is read, and its clock, which may be set.
 */
export async function standIn(asking: { kind: 'daily-papers' } & Asking<DailyRow>): Promise<DailyStandIn>;
export async function standIn(asking: { kind: PapersKind } & Asking<ArxivPaper>): Promise<PapersStandIn>;
export async function standIn({
  kind,
  records = RECORDS,
  pageSize,
  everyMs,
  faults = [],
  now = () => new Date(),
}: { kind: PapersKind | 'daily-papers' } & Asking<unknown>): Promise<DailyStandIn | PapersStandIn> {
  if (kind === 'daily-papers') {
    const rows = typeof records === 'number' ? await dailyRows(records) : (records as DailyRow[]);
    return Object.assign(await serve(new DailyPapersApi(rows, pageSize), faults, everyMs), { rows });
  }
  const catalogue = new ArxivCatalogue(
    typeof records === 'number' ? await arxivPapers(records) : (records as ArxivPaper[]),
  );
  const clock: Clock = { now };
  return Object.assign(await serve(OF_PAPERS[kind](catalogue, pageSize, clock), faults, everyMs), { catalogue, clock });
}
