import { Failure } from '#floor/failure.ts';
import type { SearchIndex } from './search-index.ts';

/** A slower embedder's answer is not waited for: words alone answer then. */
const PATIENCE_MS = 2_500;
const REMEMBERED = 500;

/** Vectors of the latest questions: pages of one search ask the same again, and an endpoint takes money. */
const remembered = new Map<string, Float32Array>();

/** The vector of a question, or why it has none. */
export async function questionVector(
  { memory, embedders }: SearchIndex,
  words: string,
): Promise<{ vector?: Float32Array; fingerprint?: string; why?: string }> {
  const { vectors } = await memory.current();
  if (!words) return {};
  if (!vectors) return { why: 'Papers have no vectors yet, so words alone decide.' };
  const { fingerprint } = vectors;
  const key = `${fingerprint}\n${words}`;
  const known = remembered.get(key);
  if (known) return { vector: known, fingerprint };
  const embedder = await embedders.of(vectors);
  if (!embedder) return { why: `The embedder ${vectors.kind} ${vectors.model} is not there, so words alone decide.` };
  try {
    const vector = await embedder.embedQuestions([words], AbortSignal.timeout(PATIENCE_MS));
    if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value!);
    remembered.set(key, vector);
    return { vector, fingerprint };
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    if (!isLate && !(error instanceof Failure)) throw error;
    return { why: `Words alone decide: ${isLate ? 'the embedder did not answer in time.' : (error as Error).message}` };
  }
}
