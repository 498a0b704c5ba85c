import { join } from 'node:path';
import { type Database, openDatabase } from '#db/open.ts';
import type { Db } from '#db/schema.ts';
import type { Settings } from '#floor/settings.ts';
import { openEmbedder, openSearchIndex, type SearchIndex } from '#search/index.ts';

/** The roof: everything that a door needs, opened once and handed on. */
export interface Offprint {
  settings: Readonly<Settings>;
  database: Database;
  db: Db;
  index: SearchIndex;
  close(): Promise<void>;
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
  settings: Readonly<Settings>,
  { isServer = false, say }: Opening = {},
): Promise<Offprint> {
  const database = await openDatabase(settings);
  const index = await openSearchIndex(indexPlace(settings), {
    embedders: {
      choice: settings.embedder,
      open: (embedder) => openEmbedder({ ...settings, embedder }, say ? { say } : {}),
    },
    isBeside: isServer,
  });
  return {
    settings,
    database,
    db: database.db,
    index,
    async close() {
      await index.close();
      await database.close();
    },
  };
}
