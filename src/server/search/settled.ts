import type { SearchIndex } from './search-index.ts';

/**
 * Whether answers stay the same until the catalogue goes beyond a revision: the index in memory has come as far, with
 * vectors, and those of no other embedder are about to take their place. What is made of others must not be kept.
 */
export async function isSettled({ memory }: SearchIndex, revision: number): Promise<boolean> {
  try {
    const { watermark, vectors, isChanging } = await memory.current();
    return watermark >= revision && (vectors?.watermark ?? -1) >= revision && !isChanging;
  } catch {
    return false;
  }
}
