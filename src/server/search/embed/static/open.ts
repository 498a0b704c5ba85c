import type { Embedder } from '../embedder.ts';

/** Stands in until the built-in model is merged. */
export async function openStaticEmbedder(): Promise<Embedder> {
  throw new Error('The built-in model is not there yet.');
}
