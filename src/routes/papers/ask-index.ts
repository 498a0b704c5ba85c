import { Failure } from '#floor/failure.ts';

export type SetHeaders = (headers: Record<string, string>) => void;

/**
 * Puts a question to the search index.
 * @returns the answer, or the sentence that says why there is none.
 */
export async function askIndex<T>(
  setHeaders: SetHeaders,
  question: () => Promise<T>,
): Promise<{ answer: T; unavailable?: undefined } | { answer?: undefined; unavailable: string }> {
  try {
    return { answer: await question() };
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.kind !== 'SourceUnavailable') throw thrown;
    setHeaders({ 'cache-control': 'no-store' });
    return { unavailable: thrown.message };
  }
}
