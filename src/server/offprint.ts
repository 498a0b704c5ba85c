import { join } from 'node:path';
import { type Database, openDatabase } from '#db/open.ts';
import type { Db } from '#db/schema.ts';
import type { Settings } from '#floor/settings.ts';
import { openEmbedder, openSearchIndex, type SearchIndex } from '#search/index.ts';
import { anySourceIsOn, type EverySetting } from '#sources/every-setting.ts';
import { followSettings, type PresentSettings } from '#sources/present-settings.ts';

/** The roof: everything that a door needs, opened once and handed on. */
export interface Offprint {
  /** As they were when it was opened. */
  settings: Readonly<EverySetting>;
  /** As they stand now: what is chosen of the sources may change while the program runs. */
  present: PresentSettings;
  /** Whether papers come by themselves: a source is on. */
  harvests(): boolean;
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
    database,
    db: database.db,
    index,
    async close() {
      await index.close();
      await database.close();
    },
  };
}
