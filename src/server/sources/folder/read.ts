import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '#floor/failure.ts';
import { readPaperFile } from '../file/read.ts';
import type { Moment, Page, RecordReading } from '../source.ts';
import { quoted } from '../text.ts';
import { fileAt, filesOf, isSame, type SeenFile, STILL_MS, stillOnes } from './files.ts';

/** The files that have been read, as they were then. */
export interface FolderCursor {
  files: SeenFile[];
}

/** Records in one page, which is one transaction. */
const PAGE_RECORDS = 500;

interface Options {
  stillMs?: number;
  signal?: AbortSignal | undefined;
  /** Opens a file; a file of the disk without it. */
  open?(path: string): AsyncIterable<Uint8Array>;
}

const fromDisk = (signal: AbortSignal | undefined) => (path: string) =>
  createReadStream(path, { highWaterMark: 1 << 18, ...(signal && { signal }) });

/**
 * Reads the files of a folder that are new or have changed, in the order of their names, page by page, in memory that
 * does not grow with them; the files stay as they are. A file counts as read with its last page: where reading ends
 * before it, the file is read again from its start, and what is known already changes nothing. No pages where nothing
 * has changed and nothing is wrong.
 * @throws BrokenPage where the folder cannot be read.
 */
export async function* readFolder(
  folder: string,
  cursor: FolderCursor | undefined,
  { now }: Moment,
  { stillMs = STILL_MS, signal, open = fromDisk(signal) }: Options = {},
): AsyncGenerator<Page<FolderCursor>> {
  const there = await filesOf(folder);
  const before = cursor?.files ?? [];
  const names = new Set(there.map(({ name }) => name));
  const seen = new Map(before.flatMap((file) => (names.has(file.name) ? [[file.name, file]] : [])));
  const changed = there.filter((file) => !isSame(file, seen.get(file.name)));
  const unread: string[] = [];
  const covered = (): FolderCursor => ({ files: [...seen.values()] });
  for (const file of await stillOnes(folder, changed, stillMs, signal)) {
    // Until the file's last page the cursor says of it what it said before.
    const reading = readOne(file.name, open(join(folder, file.name)), now, signal);
    let next = await reading.next();
    try {
      for (; !next.done; next = await reading.next()) yield { readings: next.value, cursor: covered() };
    } finally {
      // Nobody may want the rest: then the file is closed.
      await reading.return({ readings: [], isOver: false });
    }
    const { readings, problem, isOver } = next.value;
    const isWhole = isSame(file, await fileAt(folder, file.name));
    if (isOver && isWhole) seen.set(file.name, { ...file, ...(problem !== undefined && { problem }) });
    else if (problem !== undefined && isWhole) unread.push(problem);
    yield { readings, cursor: covered() };
  }
  const problems = [...unread, ...[...seen.values()].flatMap(({ problem }) => problem ?? [])];
  const isMoved = changed.length > 0 || seen.size < before.length;
  if (problems.length > 0 || isMoved) {
    yield { readings: [], cursor: covered(), ...(problems.length > 0 && { problems }) };
  }
}

interface LastPage {
  readings: RecordReading[];
  problem?: string;
  /** Whether reading it once more would give the same: it was read, or is broken, and not just out of reach. */
  isOver: boolean;
}

/** One file, page by page; the last page is what the generator returns. */
async function* readOne(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  now: Date,
  signal: AbortSignal | undefined,
): AsyncGenerator<RecordReading[], LastPage> {
  const readings: RecordReading[] = [];
  const lost: { line: number; rejected: string }[] = [];
  try {
    for await (const reading of readPaperFile(bytes, { name, now, keepsRaw: true })) {
      if ('sighting' in reading) readings.push({ sighting: reading.sighting });
      else if (reading.raw === undefined) lost.push(reading);
      else {
        const { line: _, raw, ...refused } = reading;
        readings.push({ ...refused, raw });
      }
      if (readings.length >= PAGE_RECORDS) yield readings.splice(0);
    }
  } catch (thrown) {
    if (signal?.aborted) throw thrown;
    if (thrown instanceof Failure) return { readings, problem: thrown.message, isOver: true };
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === undefined) throw thrown;
    return { readings, problem: `The file ${quoted(name)} cannot be read: ${code}.`, isOver: false };
  }
  const [first] = lost;
  if (!first) return { readings, isOver: true };
  const count = lost.length === 1 ? 'One paper' : `${lost.length} papers`;
  const problem = `${count} of the file ${quoted(name)} cannot be read. Line ${first.line}: ${first.rejected}`;
  return { readings, problem, isOver: true };
}
