import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { ingest } from '#catalogue/ingest.ts';
import type { Db } from '#db/schema.ts';
import { Failure, invalid } from '#floor/failure.ts';
import { readPaperFile } from '#sources/file/read.ts';
import type { Sighting } from '#sources/sighting.ts';
import type { Progress } from './progress.ts';
import type { Report } from './report.ts';

/** What became of a file's records. */
export interface Tally {
  new: number;
  merged: number;
  unchanged: number;
  rejected: number;
}

interface Options {
  year?: number;
  /** Sightings in one transaction. */
  batch: number;
  report: Report;
  progress: Progress;
}

async function* bytesOf(file: string, onBytes: (count: number) => void): AsyncGenerator<Uint8Array> {
  const stream = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 1 << 18 });
  for await (const chunk of stream) {
    onBytes(chunk.length);
    yield chunk;
  }
}

async function sizeOf(file: string): Promise<number | undefined> {
  if (file === '-') return undefined;
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw invalid(`${file} cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}.`);
  });
  if (found.isDirectory()) throw invalid(`${file} is a folder.`, `Name the files in it: offprint import ${file}/*`);
  return found.size;
}

/**
 * Reads one file into the catalogue, a batch a transaction. Progress is reported only for what is committed.
 * A file that breaks off keeps what came before; the reason goes to the report.
 */
export async function importFile(db: Db, file: string, options: Options): Promise<{ tally: Tally; failed: boolean }> {
  const tally: Tally = { new: 0, merged: 0, unchanged: 0, rejected: 0 };
  const { progress, report } = options;
  let batch: Sighting[] = [];
  const commit = async () => {
    for (const outcome of await ingest(db, batch)) tally[outcome] += 1;
    batch = [];
    progress.committed(tally.new + tally.merged + tally.unchanged + tally.rejected);
  };
  let failed = false;
  try {
    progress.starts(await sizeOf(file));
    const readings = readPaperFile(bytesOf(file, progress.read), {
      name: file,
      now: new Date(),
      ...(options.year && { year: options.year }),
    });
    for await (const reading of readings) {
      if ('rejected' in reading) {
        tally.rejected += 1;
        report.rejected({ file, line: reading.line, reason: reading.rejected });
        continue;
      }
      batch.push(reading.sighting);
      if (batch.length >= options.batch) await commit();
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    failed = true;
    report.broken(file, error.next ? `${error.message} ${error.next}` : error.message);
  }
  await commit();
  progress.ends();
  return { tally, failed };
}
