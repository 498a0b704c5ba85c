import { hostname } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '#db/open.ts';
import type { Db } from '#db/schema.ts';
import { plainDigest } from '#delivery/digest/plain.ts';
import type { Settings } from '#floor/settings.ts';
import { askingFor } from '#jobs/asking.ts';
import { digestJobs, type MailSettings } from '#jobs/digests/jobs.ts';
import type { Job } from '#jobs/job.ts';
import { type Followed, type JobsOf, jobsFor } from '#jobs/jobs.ts';
import { openEmbedder, openSearchIndex, type SearchIndex } from '#search/index.ts';
import { anySourceIsOn, type EverySetting } from '#sources/every-setting.ts';
import { followSettings, type PresentSettings } from '#sources/present-settings.ts';
import type { Switched } from '#sources/settings.ts';
import { ENRICHMENTS, SOURCES } from '#sources/sources.ts';

/** The roof: everything that a door needs, opened once and handed on. */
export interface Offprint {
  /** As they were when it was opened. */
  settings: Readonly<EverySetting>;
  /** As they stand now: what is chosen of the sources may change while the program runs. */
  present: PresentSettings;
  /** Whether papers come by themselves: a source is on. */
  harvests(): boolean;
  /** The sources that are on now. */
  sources(): Followed[];
  /** All sources, with how they are asked: for single works, which a reader names. */
  askable(): Followed[];
  /** What a harvest needs. */
  harvesting(): JobsOf;
  /** What a clock runs now. */
  jobs(): Job[];
  database: Database;
  db: Db;
  index: SearchIndex;
  close(): Promise<void>;
}

/** What a kept page is good for: it grows with the catalogue's revision, and when people change the settings. */
export function pageRevision({ present }: Pick<Offprint, 'present'>, revision: number): number {
  return revision + present.changes();
}

/** Where the search index lies: a folder beside the database, unless a setting names another place. */
export function indexPlace(settings: Settings): string {
  return settings.indexUri || join(settings.dataDir, 'index');
}

/** Those of `all` that are on; all of them where that plays no part. */
function followedOf<S extends Switched>(
  all: readonly S[],
  { sources }: EverySetting,
  whether: 'on' | 'any' = 'on',
): Followed<S>[] {
  return all.flatMap((source) => {
    const setting = sources.get(source.name);
    if (!setting || (whether === 'on' && !setting.isOn)) return [];
    const { isOn: _, everyMs, ...chosen } = setting;
    return [{ source, chosen, ...(everyMs !== undefined && { everyMs }) }];
  });
}

/** What harvests need, as the settings are now. */
function harvestingOf({ db, engine }: Database, settings: EverySetting): JobsOf {
  const asks = { contact: settings.contact, holder: `${hostname()}:${process.pid}` };
  return {
    db,
    engine,
    followed: followedOf(SOURCES, settings),
    enriched: followedOf(ENRICHMENTS, settings),
    askFor: (source, chosen) => askingFor(db, source, chosen, asks),
  };
}

/** What mails are made and sent with. */
export function mailSettings(settings: Settings): MailSettings {
  return { ...settings, origin: settings.origin || `http://localhost:${settings.port}` };
}

export interface Opening {
  /** Whether questions to the index are answered in a thread of their own: in a server. */
  isServer?: boolean;
  /** Takes one sentence for people, such as that a model is being fetched. */
  say?: (line: string) => void;
}

/**
 * Opens the database, brought up to date, and the search index.
 * @throws Failure `Conflict` when the database was written by a newer program.
 */
export async function openOffprint(
  settings: Readonly<EverySetting>,
  { isServer = false, say }: Opening = {},
): Promise<Offprint> {
  const database = await openDatabase(settings);
  const present = followSettings(settings, say);
  const index = await openSearchIndex(indexPlace(settings), {
    embedders: {
      choice: settings.embedder,
      open: (embedder) => openEmbedder({ ...settings, embedder }, say ? { say } : {}),
    },
    isBeside: isServer,
  });
  return {
    settings,
    present,
    harvests: () => anySourceIsOn(present.now()),
    sources: () => followedOf(SOURCES, present.now()),
    askable: () => followedOf(SOURCES, present.now(), 'any'),
    harvesting: () => harvestingOf(database, present.now()),
    jobs: () => [
      ...jobsFor(harvestingOf(database, present.now())),
      ...digestJobs({ db: database.db, index, settings: mailSettings(present.now()), render: plainDigest }),
    ],
    database,
    db: database.db,
    index,
    async close() {
      await index.close();
      await database.close();
    },
  };
}
