import { catalogueRevision } from '#catalogue/find.ts';
import { Failure } from '#floor/failure.ts';
import type { Offprint } from '../../server/offprint.ts';

export type SetHeaders = (headers: Record<string, string>) => void;

/**
 * Puts a question to the search index. A page made while the index is absent or behind the catalogue must not be kept:
 * it changes when the index catches up, and the catalogue's revision, which kept pages go by, does not tell.
 * @returns the answer, or the sentence that says why there is none.
 */
export async function askIndex<T>(
  { db, index }: Offprint,
  setHeaders: SetHeaders,
  question: () => Promise<T>,
): Promise<{ answer: T; unavailable?: undefined } | { answer?: undefined; unavailable: string }> {
  try {
    const { watermark } = await index.reader.current();
    const answer = await question();
    if (watermark < (await catalogueRevision(db))) setHeaders({ 'cache-control': 'no-store' });
    return { answer };
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.kind !== 'SourceUnavailable') throw thrown;
    setHeaders({ 'cache-control': 'no-store' });
    return { unavailable: thrown.message };
  }
}
