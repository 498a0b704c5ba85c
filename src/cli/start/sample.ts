import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { countPapers } from '#catalogue/find.ts';
import { ingest } from '#catalogue/ingest.ts';
import type { Db } from '#db/schema.ts';
import { readPaperFile } from '#sources/file/read.ts';

const SAMPLE = 'sample/daily-papers-2026-06-18.txt';
/** The year the sample was saved in, which the page itself does not print. */
const SAMPLE_YEAR = 2026;

/**
 * Gives a new catalogue its first edition, through the door that every file goes through.
 * @returns how many papers went in; 0 where the catalogue already had some.
 */
export async function importSampleWhenEmpty(db: Db, root: string): Promise<number> {
  if ((await countPapers(db)) > 0) return 0;
  const file = createReadStream(join(root, SAMPLE));
  const readings = await Array.fromAsync(readPaperFile(file, { name: SAMPLE, year: SAMPLE_YEAR, now: new Date() }));
  const sightings = readings.flatMap((reading) => ('sighting' in reading ? [reading.sighting] : []));
  await ingest(db, sightings);
  return sightings.length;
}
