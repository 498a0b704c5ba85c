import type { Db } from '#db/schema.ts';
import { catalogueNow } from './changes.ts';
import { changedFile, tableFolder } from './checksums.ts';
import { type Answering, briefly } from './handle.ts';
import { LAYOUT } from './layout.ts';

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
    const folder = tableFolder(uri, written.table);
    const changed = folder && (await changedFile(folder, written.files));
    if (changed) return `is damaged (${changed} is not what was written)`;
    if ((await answering.papers.version()) < written.version) return 'is damaged (its latest version is missing)';
    const rows = await answering.papers.countRows();
    // While it is behind, the numbers may differ.
    if (written.watermark === size.revision && rows !== size.papers) {
      return `has ${rows} papers where the catalogue has ${size.papers}`;
    }
    return undefined;
  } catch (error) {
    return `is damaged (${briefly(error)})`;
  }
}
