import { open, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { crc32 } from 'node:zlib';

/** CRC-32 of files, by their path below a table's folder. LanceDB keeps none and reads damaged text as it is. */
export type Checksums = Record<string, number>;

const CHUNK = 1 << 20;
/** What says how the table lies: written once and never changed. Transactions are not read again. */
const FOLDERS = ['data', '_deletions', '_indices', '_versions'];
/** The one file that changes; a wrong hint is not believed. */
const HINT = 'latest_version_hint.json';

/** The folder of a table, where the index is a folder; undefined at an address, whose store checks what it keeps. */
export function tableFolder(uri: string, table: string): string | undefined {
  return uri.includes('://') ? undefined : join(uri, `${table}.lance`);
}

async function checksum(path: string): Promise<number> {
  const file = await open(path);
  try {
    const chunk = Buffer.allocUnsafe(CHUNK);
    let sum = 0;
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK);
      if (bytesRead === 0) return sum;
      sum = crc32(chunk.subarray(0, bytesRead), sum);
    }
  } finally {
    await file.close();
  }
}

/** The table's files with their sums; those that are known are not read again. */
export async function checksumsOf(folder: string, known: Checksums): Promise<Checksums> {
  const sums: Checksums = {};
  for (const name of FOLDERS) {
    const entries = await readdir(join(folder, name), { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (!entry.isFile() || entry.name === HINT) continue;
      const path = join(entry.parentPath, entry.name);
      const key = relative(folder, path);
      sums[key] = known[key] ?? (await checksum(path));
    }
  }
  return sums;
}

/**
 * Reads every file that has a sum, 0.3 s for the 290 MB of 118,620 papers, and names the first that is missing or not
 * as it was. Compaction takes old files away and then notes what is left; killed between the two, it looks like damage.
 */
export async function changedFile(folder: string, sums: Checksums): Promise<string | undefined> {
  for (const [key, sum] of Object.entries(sums)) {
    const found = await checksum(join(folder, key)).catch(() => undefined);
    if (found !== sum) return key;
  }
  return undefined;
}
