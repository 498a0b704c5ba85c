import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { ingest } from '#catalogue/ingest.ts';
import type { Db } from '#db/schema.ts';
import { readPaperFile } from '#sources/file/read.ts';
import type { Sighting } from '#sources/sighting.ts';

const ROOT = join(import.meta.dirname, '../..');
const data = (name: string) => join(ROOT, '../shared/data', name);

/** The bundled page: 56 papers without ids and names. */
export const PAGE = join(ROOT, 'sample/daily-papers-2026-06-18.txt');
export const ARXIV = data('arxiv-2025-2026.jsonl.gz');
export const DAILY = data('hf-daily-2024-2026.jsonl.gz');

const BATCH = 1_000;

/** Puts a file's papers into the catalogue. @throws Error where a record cannot be read. */
export async function fill(db: Db, file: string, changed = (sighting: Sighting) => sighting): Promise<void> {
  let batch: Sighting[] = [];
  for await (const reading of readPaperFile(createReadStream(file), { name: file, now: new Date() })) {
    if ('rejected' in reading) throw new Error(`${file}, line ${reading.line}: ${reading.rejected}`);
    batch.push(changed(reading.sighting));
    if (batch.length < BATCH) continue;
    await ingest(db, batch);
    batch = [];
  }
  await ingest(db, batch);
}

/** The source of sightings whose id was hidden. */
export const HIDDEN = 'id-hidden';

/** The sighting as a source without ids would give it; its key still says which paper it is. */
export function withoutId(sighting: Sighting): Sighting {
  const { arxivId: _id, url: _url, links: _links, ...said } = sighting;
  return { ...said, source: HIDDEN };
}

/** As the bundled page has it: a number of authors for their names. */
export function withoutNames(sighting: Sighting): Sighting {
  const { authors, ...said } = withoutId(sighting);
  return { ...said, authorCount: authors?.length ?? 0 };
}

/** The arXiv id behind a sighting of {@link HIDDEN}: the Daily Papers' keys begin with it. */
export const hiddenId = (sourceKey: string): string => sourceKey.split(' ')[0]!;
