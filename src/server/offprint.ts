import { hostname } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '#db/open.ts';
import type { Db } from '#db/schema.ts';
import { ArxivApi } from '#delivery/arxiv-api/answer.ts';
import { renderDigest } from '#delivery/digest/render.ts';
import { OaiProvider } from '#delivery/oai/provider.ts';
import type { Settings } from '#floor/settings.ts';
import { siteOrigin } from '#floor/site-origin.ts';
import { askingFor } from '#jobs/asking.ts';
import { digestJobs, type MailSettings } from '#jobs/digests/jobs.ts';
import type { Hooking } from '#jobs/hooks/job.ts';
import { placeOfHook } from '#jobs/hooks/place.ts';
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
  /** What the hooks need. */
  hooking: Hooking;
  /** What a clock runs now. */
  jobs(): Job[];
  database: Database;
  db: Db;
  index: SearchIndex;
  /** What the catalogue answers to clients of arXiv's query API. */
  arxivApi: ArxivApi;
  /** The catalogue for OAI-PMH's harvesters. */
  oai: OaiProvider;
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

/** Where the administrator signs in, key and all. */
export const signInLink = (origin: string, key: string): string =>
  `${origin}/admin/sign-in?key=${encodeURIComponent(key)}`;

/** What mails are made and sent with. */
export function mailSettings(settings: Settings): MailSettings {
  return { ...settings, origin: siteOrigin(settings) };
}

export interface Opening {
  /** Whether questions to the index are answered in a thread of their own: in a server. */
  isServer?: boolean;
  /** Takes one sentence for people, such as that a model is being fetched. */
  say?: (line: string) => void;
}

/**
 * Opens the database, brought up to date, and the search index.
 * @throws Failure `Conflict` when the database was written by a newer program, `Invalid` for a hook of no list.
 */
export async function openOffprint(
  settings: Readonly<EverySetting>,
  { isServer = false, say }: Opening = {},
): Promise<Offprint> {
  for (const hook of settings.hooks) placeOfHook(hook);
  const database = await openDatabase(settings);
  const present = followSettings(settings, say);
  const index = await openSearchIndex(indexPlace(settings), {
    embedders: {
      choice: settings.embedder,
      open: (embedder) => openEmbedder({ ...settings, embedder }, say ? { say } : {}),
    },
    isBeside: isServer,
  });
  const hooking: Hooking = {
    db: database.db,
    index,
    hooks: settings.hooks,
    origin: siteOrigin(settings),
    contact: settings.contact,
    isPrivate: settings.hooksPrivate,
  };
  return {
    settings,
    present,
    hooking,
    harvests: () => anySourceIsOn(present.now()),
    sources: () => followedOf(SOURCES, present.now()),
    askable: () => followedOf(SOURCES, present.now(), 'any'),
    harvesting: () => harvestingOf(database, present.now()),
    jobs: () => [
      ...jobsFor({ ...harvestingOf(database, present.now()), hooking }),
      ...digestJobs({ db: database.db, index, settings: mailSettings(present.now()), render: renderDigest }),
    ],
    database,
    db: database.db,
    index,
    arxivApi: new ArxivApi({ db: database.db, index }),
    oai: new OaiProvider(database.db),
    async close() {
      await index.close();
      await database.close();
    },
  };
}
