import type { Generated, Insertable, Kysely, Selectable, Transaction } from 'kysely';
import type { Day, Instant, Json } from './columns.ts';
import type { MailTables } from './mail-tables.ts';

export type { Day, Instant, Json } from './columns.ts';

/** What we know of a paper: computed from its sightings, never edited in place. */
export interface PaperTable {
  /** arXiv id without version, else DOI, else `p-` and a hash of the title key. */
  id: string;
  /** The catalogue's revision at the paper's last change. */
  revision: number;
  arxiv_id: string | null;
  doi: string | null;
  title: string;
  abstract: string | null;
  /** `Author[]`. */
  authors: Json;
  author_count: number | null;
  /** `Organization` or null. */
  organization: Json | null;
  /** Instant, or a day where no source knows the time. */
  published_at: Instant | Day | null;
  updated_at: Instant | Day | null;
  /** Day of announcement, in the source's own calendar. */
  listed_on: Day | null;
  /** Day it is known by: `published_at`'s day, else `listed_on`. */
  day: Day | null;
  /** `string[]`, the primary one first. */
  categories: Json;
  comment: string | null;
  journal_ref: string | null;
  licence: string | null;
  /** `Link[]`. */
  links: Json;
  /** `string[]`. */
  keywords: Json;
  /** `{ text, by? }` or null: a sentence that a model wrote. */
  summary: Json | null;
  /** `Version[]`, oldest first. */
  versions: Json;
  upvotes: number | null;
  comments: number | null;
  github_stars: number | null;
  citations: number | null;
  /** Day of withdrawal, where the authors or the source took the work back. */
  withdrawn_on: Day | null;
}

/** One paper as one source showed it once. */
export interface SightingTable {
  id: Generated<number>;
  paper_id: string;
  source: string;
  /** The source's own name for the record: one source never uses it for two works. */
  source_key: string;
  /** SHA-256 of the payload, so that the same showing is stored once. */
  digest: string;
  arxiv_id: string | null;
  doi: string | null;
  /** DOI of the article that came of a preprint, where its server says so. */
  article_doi: string | null;
  /** See `#catalogue/title-key.ts`; null where the title says too little to merge by. */
  title_key: string | null;
  first_seen_at: Instant;
  last_seen_at: Instant;
  /** `Sighting`. */
  payload: Json;
}

/** A paper's place in a section on a day, as a source showed it. Derived from sightings. */
export interface PlacementTable {
  section: string;
  day: Day;
  paper_id: string;
  place: number;
  source: string;
}

/** The address a paper had before it merged into another. */
export interface RedirectTable {
  old_id: string;
  paper_id: string;
  revision: number;
}

/** One row: the catalogue's revision. Each ingesting transaction takes the next one while it holds the row. */
export interface CatalogueStateTable {
  id: number;
  /** Made with the database, at random: what is derived from one catalogue says so, and is not taken for another's. */
  name: string;
  revision: number;
}

/**
 * When the catalogue came to a revision. Never earlier than the one before, whatever the clock did; a revision without
 * a row is older than these rows are, and came by the first of them.
 */
export interface RevisionTable {
  revision: number;
  at: Instant;
}

/** The right to do what only one process may do at a time. */
export interface LeaseTable {
  name: string;
  holder: string;
  /** Grows with each new holder; work done under an older token is refused. */
  token: number;
  expires_at: Instant;
}

/** How far a list of a source has been read. Written in the transaction of the sightings that it covers. */
export interface CursorTable {
  source: string;
  stream: string;
  /** What the stream makes of it. */
  cursor: Json;
  moved_at: Instant;
}

/** What was passed because it kept failing: a cursor that leads through it, and ends there. */
export interface OwedPageTable {
  id: Generated<number>;
  source: string;
  stream: string;
  cursor: Json;
  tries: number;
  due_at: Instant;
  /** Why it failed last. */
  error: string;
  since: Instant;
}

/** A record that could not be read, as it came. Read again by the next version of the program. */
export interface UnreadRecordTable {
  id: Generated<number>;
  source: string;
  stream: string;
  /** The record's own name at the source, where it could be read. */
  record_key: string | null;
  /** SHA-256 of `raw`: a record that comes again is kept once. */
  digest: string;
  /** `Ask`: the request that it came with. */
  ask: Json;
  raw: string;
  error: string;
  /** The version of the program that could not read it. */
  read_by: string;
  seen_at: Instant;
}

/** Lets one request through at a time, and not before its time, over all processes of the installation. */
export interface GateTable {
  name: string;
  /** The next request may begin then. */
  free_at: Instant;
  /** When that was written: a clock that has since gone back makes `free_at` worthless. */
  set_at: Instant;
  /** Whose request is under way; null where none is. */
  holder: string | null;
  held_until: Instant;
}

/** A job and its last run. What it does, and when it is due again, is in the code. */
export interface JobTable {
  name: string;
  due_at: Instant;
  holder: string | null;
  held_until: Instant;
  /** Grows with each run: what an older run would still write is refused. */
  token: number;
  /** Runs that failed since the last that did not. */
  tries: number;
  started_at: Instant | null;
  ended_at: Instant | null;
  outcome: 'done' | 'failed' | 'stopped' | null;
  /** A sentence. */
  summary: string | null;
  /** Numbers by their names. */
  counts: Json | null;
  error: string | null;
  /** `{ done, total?, words }` of the run that is under way. */
  progress: Json | null;
}

/** What the installation made for itself and every machine of it must know: the administrator's key. */
export interface SecretTable {
  name: string;
  value: string;
}

/** One edition of a list as a hook posted it, or tried to. */
export interface HookPostTable {
  hook: string;
  /** `day 2026-06-18`; lists without editions of their own have one a day: `on 2026-06-18`. */
  edition: string;
  /** Goes along with every try, so that a receiver can know a repeat. */
  post_id: string;
  /** `sending` where a try has begun and nobody knows how it ended. */
  state: 'sending' | 'posted' | 'failed';
  tries: number;
  /** The last HTTP status, where there was an answer. */
  status: number | null;
  error: string | null;
  /** Ids of the papers, `string[]`. */
  papers: Json;
  first_at: Instant;
  tried_at: Instant;
  posted_at: Instant | null;
}

export interface Schema extends MailTables {
  hook_posts: HookPostTable;
  cursors: CursorTable;
  owed_pages: OwedPageTable;
  unread_records: UnreadRecordTable;
  gates: GateTable;
  jobs: JobTable;
  secrets: SecretTable;
  papers: PaperTable;
  sightings: SightingTable;
  placements: PlacementTable;
  redirects: RedirectTable;
  catalogue_state: CatalogueStateTable;
  revisions: RevisionTable;
  leases: LeaseTable;
}

export type PaperRow = Selectable<PaperTable>;
export type NewPaperRow = Insertable<PaperTable>;
export type SightingRow = Selectable<SightingTable>;

/** The handle for reading and for single statements. */
export type Db = Kysely<Schema>;
/** The handle inside a transaction: a function that takes it needs the atomicity. */
export type Trx = Transaction<Schema>;
