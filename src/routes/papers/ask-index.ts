import { catalogueRevision } from '#catalogue/find.ts';
import { Failure } from '#floor/failure.ts';
import type { Offprint } from '../../server/offprint.ts';

export type SetHeaders = (headers: Record<string, string>) => void;

/** Says that an answer is good for now only. */
const FOR_NOW = { 'cache-control': 'no-store' };

/**
 * Puts a question to the search index. What is made while the index is absent or behind the catalogue must not be kept:
 * it changes when the index catches up, and the catalogue's revision, which kept pages go by, does not tell.
 * @returns the answer, with the headers that say whether it may be kept.
 */
export async function askedIndex<T>({ db, index }: Offprint, question: () => Promise<T>) {
  // Without an index too: what names a paper by its id is answered from the catalogue.
  const state = await index.reader.current().catch(() => undefined);
  const body = await question();
  const isBehind = !state || state.watermark < (await catalogueRevision(db));
  return { body, headers: isBehind ? FOR_NOW : {} };
}

/**
 * The same for a page, which is shown without an index too.
 * @returns the answer, or the sentence that says why there is none.
 */
export async function askIndex<T>(
  offprint: Offprint,
  setHeaders: SetHeaders,
  question: () => Promise<T>,
): Promise<{ answer: T; unavailable?: undefined } | { answer?: undefined; unavailable: string }> {
  try {
    const { body, headers } = await askedIndex(offprint, question);
    setHeaders(headers);
    return { answer: body };
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.kind !== 'SourceUnavailable') throw thrown;
    setHeaders(FOR_NOW);
    return { unavailable: thrown.message };
  }
}
