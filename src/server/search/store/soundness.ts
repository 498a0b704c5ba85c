import type { Db } from '#db/schema.ts';
import { catalogueNow } from './changes.ts';
import { changedFile, tableFolder } from './checksums.ts';
import { type Answering, briefly } from './handle.ts';
import { LAYOUT } from './layout.ts';
import { tablesOf } from './written.ts';

/** What is wrong with a table's files, in words that follow “is damaged”. */
export async function wrongTable(
  uri: string,
  { connection, written }: Answering,
  name: string,
): Promise<string | undefined> {
  const folder = tableFolder(uri, name);
  const changed = folder && (await changedFile(folder, written.files[name] ?? {}));
  if (changed) return `${changed} is not what was written`;
  const table = await connection.openTable(name);
  return (await table.version()) < written.versions[name]! ? 'its latest version is missing' : undefined;
}

/**
 * Reads the whole index and compares it with the catalogue.
 * @returns why the index must be built anew, in words that follow “The search index”; undefined where it is sound.
 */
export async function whatIsWrong(uri: string, answering: Answering, db: Db): Promise<string | undefined> {
  const { written } = answering;
  if (written.layout !== LAYOUT) return 'was written by another version of Offprint';
  const size = await catalogueNow(db);
  if (written.catalogue !== size.name) return 'belongs to another catalogue';
  if (written.watermark > size.revision) return 'belongs to a later state of the catalogue';
  try {
    for (const name of tablesOf(written)) {
      const wrong = await wrongTable(uri, answering, name);
      if (wrong) return `is damaged (${wrong})`;
    }
    const rows = await answering.papers.countRows('doc IS NOT NULL');
    // While it is behind, the numbers may differ.
    if (written.watermark === size.revision && rows !== size.papers) {
      return `has ${rows} papers where the catalogue has ${size.papers}`;
    }
    return undefined;
  } catch (error) {
    return `is damaged (${briefly(error)})`;
  }
}
