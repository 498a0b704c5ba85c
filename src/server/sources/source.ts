import type { Schedule } from '#floor/schedule.ts';
import type { Sighting } from './sighting.ts';

/** One request to a source. It is kept as JSON where it has to be made again. */
export interface Ask {
  url: string;
  /** What is sent; with it the request is a POST, or a PUT where `method` says so. */
  body?: string;
  method?: 'PUT';
  headers?: Record<string, string>;
}

/** What one record of a page yields: a sighting, or the reason why it is none. */
export type RecordReading =
  | { sighting: Sighting }
  | {
      rejected: string;
      /** The record's own name at the source, where it could be read. */
      key?: string;
      /** The record as it came, as a page of its own that the same `parse` takes: it is kept, and read again later. */
      raw: string;
    };

/** What a page holds, and where to go on. */
export interface Page<C> {
  readings: RecordReading[];
  /** The cursor that covers this page's records. */
  cursor: C;
  /** Sentences for the administrator, while it is so: a file that cannot be read. Records have their readings. */
  problems?: string[];
}

/** What time it is, and what the runner knows. */
export interface Moment {
  now: Date;
}

/**
 * The answer is no page of records: half of one, a proxy's, an error of the source. The page is asked for again later.
 * Records of a page are never thrown for: they are readings.
 */
export class BrokenPage extends Error {
  override name = 'BrokenPage';
  /** The source asks not to be asked again before so many milliseconds have gone by. */
  readonly restMs: number | undefined;

  constructor(message: string, restMs?: number) {
    super(message);
    this.restMs = restMs;
  }
}

/**
 * One list of a source, with a cursor of its own. `next` and `parse` are pure: the runner in `jobs/` makes the requests,
 * puts the sightings into the catalogue and keeps the cursor in the same transaction.
 *
 * @typeParam C the cursor, JSON without undefined: how far the list has been read.
 */
export interface Stream<C = unknown> {
  /** Unique within the source and lasting: the cursor is kept by it. `changes cs`, `day`, `ICLR.cc/2026/Conference`. */
  name: string;
  /** When it is due. */
  schedule: Schedule;
  /**
   * The request that goes on from a cursor; undefined where there is nothing more to ask for now.
   * @param cursor undefined before the first run.
   */
  next(cursor: C | undefined, moment: Moment): Ask | undefined;
  /**
   * Reads the answer to {@link next}.
   * @param cursor the one that `next` was given.
   * @throws BrokenPage where the answer is no page.
   */
  parse(body: Uint8Array, ask: Ask, cursor: C | undefined, moment: Moment): Page<C>;
  /**
   * In place of `next`, for what lies on this machine and may be larger than memory: reads it page by page. A page is
   * taken in before the next one is asked for. `parse` then only reads kept records.
   * @throws BrokenPage where nothing can be read.
   */
  read?(cursor: C | undefined, moment: Moment, signal?: AbortSignal): AsyncIterable<Page<C>>;
  /**
   * Passes a page that keeps failing, where what follows can be asked for without it. The page is owed: `owed` is a
   * cursor that leads through what was passed, and ends there.
   */
  pass?(cursor: C | undefined, moment: Moment): { owed: C; cursor: C } | undefined;
  /** The cursor for reading from a day on, `YYYY-MM-DD`. Absent where the list has no days. */
  from?(day: string, moment: Moment): C;
}

/** What a reader has chosen of a source, from the settings. */
export interface Chosen {
  /** `cs.CL`, `ICLR.cc/2026/Conference`, an address: what the source's `choice` makes of its setting. */
  values: string[];
  /** By the names of the source's `addresses`. */
  addresses: Record<string, string>;
  /** Key for the source, where it takes one; empty without. */
  key: string;
}

/** What identifies one work: exactly one of the two. */
export type WorkName = { arxivId: string } | { doi: string };

/** One way to ask for one work. */
export interface Lookup {
  ask: Ask;
  /** @throws BrokenPage as `Stream.parse`. @returns no readings where the source does not have the work. */
  parse(body: Uint8Array, moment: Moment): RecordReading[];
}

/** A place that is asked, for people and for courtesy. */
export interface Place {
  /** The folder's name, and `Sighting.source`. */
  name: string;
  /** For people: `arXiv`. */
  title: string;
  /** Where a person finds it. */
  home: string;
  /** The terms that what it says comes under, in a few words: `CC0 1.0`. */
  licence: string;
  /** One line of help: what it gives. */
  help: string;
  /** At most one request every so many milliseconds, on one connection; places of one gate share them. */
  courtesy: { gate: string; everyMs: number };
  /** Where it is asked, by name; each is a setting (`OFFPRINT_ARXIV_OAI_URL`). Without a trailing slash. */
  addresses: Record<string, string>;
}

/**
 * A place that papers come from. Adding one is a folder here and a line in `sources.ts`; `docs/adding-a-source.md`
 * shows how.
 */
export interface Source extends Place {
  /** What can be chosen of it: the setting `OFFPRINT_ARXIV`. An empty setting switches the source off. */
  choice: {
    /** One line: what the setting holds. */
    help: string;
    /** `cs.CL cs.LG` */
    example: string;
    /** One value of a setting's list, as it is kept, or what is allowed. */
    parse(word: string): { value: string } | { allowed: string };
  };
  /** Help for the setting of its key (`OFFPRINT_OPENALEX_KEY`), where it takes one. */
  key?: string;
  streams(chosen: Chosen): Stream[];
  /** How to ask for one work, the best way first; none where the source has no such works. */
  lookups?(work: WorkName, chosen: Pick<Chosen, 'addresses' | 'key'>): Lookup[];
}
