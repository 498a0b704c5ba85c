import { readPaperFile } from '#sources/file/read.ts';
import type { Sighting } from '#sources/sighting.ts';
import { hardPapers } from './hard-papers.ts';
import { jsonLines } from './papers.ts';

/** The hard papers as an import reads them. */
export async function hardSightings(): Promise<Sighting[]> {
  const sightings: Sighting[] = [];
  async function* bytes() {
    yield Buffer.from(jsonLines(hardPapers()));
  }
  for await (const reading of readPaperFile(bytes(), { name: 'hard.jsonl', now: new Date('2026-06-18T12:00:00Z') })) {
    if ('rejected' in reading) throw new Error(reading.rejected);
    sightings.push(reading.sighting);
  }
  return sightings;
}
