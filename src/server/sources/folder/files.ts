import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { BrokenPage } from '../source.ts';
import { quoted } from '../text.ts';

/** A file as it was when it was read. */
export interface SeenFile {
  name: string;
  size: number;
  mtimeMs: number;
  /** What was wrong with it: a sentence. */
  problem?: string;
}

/** Hidden files, and what editors and downloads leave while they write. */
const UNFINISHED = /^\.|~$|\.(?:part|partial|crdownload|download|tmp|temp|swp|filepart)$/i;

/** A file that has not changed for so long is taken for whole. */
export const STILL_MS = 2_000;

/**
 * The files of a folder, by name; none of its folders.
 * @throws BrokenPage where the folder cannot be read.
 */
export async function filesOf(folder: string): Promise<SeenFile[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such folder' : code === 'ENOTDIR' ? 'it is no folder' : code;
    throw new BrokenPage(`The folder ${quoted(folder)} cannot be read: ${why}.`);
  }
  const found: SeenFile[] = [];
  for (const name of names.filter((one) => !UNFINISHED.test(one)).sort()) {
    const file = await fileAt(folder, name);
    if (file) found.push(file);
  }
  return found;
}

/** The file as it is now; undefined where it is gone, or no file. */
export async function fileAt(folder: string, name: string): Promise<SeenFile | undefined> {
  const found = await stat(join(folder, name)).catch(() => undefined);
  return found?.isFile() ? { name, size: found.size, mtimeMs: found.mtimeMs } : undefined;
}

export const isSame = (a: SeenFile | undefined, b: SeenFile | undefined) =>
  a !== undefined && b !== undefined && a.size === b.size && a.mtimeMs === b.mtimeMs;

/**
 * Those of the files that nobody is writing any more. Waits once for those that changed just now; a file that goes on
 * changing is left for the next run. The time of a change may lie ahead, by another machine's clock.
 * @param stillMs how long a file has to be still, in milliseconds.
 */
export async function stillOnes(
  folder: string,
  files: SeenFile[],
  stillMs: number,
  signal: AbortSignal | undefined,
): Promise<SeenFile[]> {
  const now = Date.now();
  const isFresh = ({ mtimeMs }: SeenFile) => mtimeMs > now - stillMs;
  if (!files.some(isFresh)) return files;
  await setTimeout(stillMs, undefined, signal ? { signal } : {});
  const still: SeenFile[] = [];
  for (const file of files) {
    if (!isFresh(file) || isSame(file, await fileAt(folder, file.name))) still.push(file);
  }
  return still;
}
