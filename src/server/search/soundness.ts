import type { Db } from '#db/schema.ts';
import { catalogueSize } from './changes.ts';
import { type Answering, briefly } from './handle.ts';
import { LAYOUT, WORD_INDEXES } from './layout.ts';

/** How many rows the index has where reading them all is enough to see that they can be read. */
async function readAll({ papers }: Answering): Promise<number> {
  // The filter has every value decoded, in native code: 0.5 s for 118,620 papers. No length is below zero.
  const columns = ['id', 'day', 'title', 'authors', 'text'];
  await papers.countRows(columns.map((column) => `length(${column}) < 0`).join(' OR '));
  for (const name of WORD_INDEXES) await papers.prewarmIndex(name);
  return papers.countRows();
}

/**
 * Reads the whole index and compares it with the catalogue.
 * @returns why the index must be built anew, in words that follow “The search index”; undefined where it is sound.
 */
export async function whatIsWrong(answering: Answering, db: Db): Promise<string | undefined> {
  const { written } = answering;
  if (written.layout !== LAYOUT) return 'was written by another version of Offprint';
  try {
    const size = await catalogueSize(db);
    if (written.watermark > size.revision) return 'belongs to a later state of the catalogue, or to another one';
    const rows = await readAll(answering);
    // While it is behind, the numbers may differ.
    if (written.watermark === size.revision && rows !== size.papers) {
      return `has ${rows} papers where the catalogue has ${size.papers}`;
    }
    return undefined;
  } catch (error) {
    return `is damaged (${briefly(error)})`;
  }
}
