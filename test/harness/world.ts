import { rmSync } from 'node:fs';
import { ingest } from '#catalogue/ingest.ts';
import { openDatabase } from '#db/open.ts';
import type { Db } from '#db/schema.ts';
import { bringIndexUpToDate, openSearchIndex, type SearchIndex } from '#search/index.ts';
import type { Sighting } from '#sources/sighting.ts';
import { temporaryFolder } from './engines.ts';
import { BUILT_IN, invented } from './library.ts';

/** A catalogue with its index, for all tests of a file. */
export interface TestWorld {
  db: Db;
  index: SearchIndex;
  close(): Promise<void>;
}

/** Papers of three days, one of them with a DOI alone, one on the front page of every day. */
export function threeDays(): Sighting[] {
  const days = ['2026-06-16', '2026-06-17', '2026-06-18'];
  const papers = Array.from({ length: 60 }, (_, n) => {
    const day = days[n % 3]!;
    return invented(n, {
      listedOn: day,
      publishedAt: `${day}T08:00:00.000Z`,
      categories: ['cs.CL', 'math.CO'],
      upvotes: (n * 37) % 90,
      comments: n % 5,
      links: [{ kind: 'code', url: `https://github.com/a/${n}` }],
      organization: { name: 'openlab', fullname: 'Open Lab' },
      placements: [{ section: 'front', day, place: 1 + Math.floor(n / 3) }],
    });
  });
  const { arxivId: _, ...published } = invented(61, { doi: '10.1145/a.b#(c)/d', title: 'Printed by a journal alone' });
  return [...papers, published];
}

export async function openWorld(sightings: Sighting[]): Promise<TestWorld> {
  const dataDir = temporaryFolder();
  const database = await openDatabase({ dataDir, databaseUrl: '' });
  if (sightings.length > 0) await ingest(database.db, sightings);
  const index = await openSearchIndex(`${dataDir}/index`, BUILT_IN);
  if (sightings.length > 0) await bringIndexUpToDate(index, database.db, { holder: 'test' });
  return {
    db: database.db,
    index,
    async close() {
      await index.close();
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
