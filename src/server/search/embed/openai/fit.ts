import type { Pace } from '#floor/pace.ts';
import { type Endpoint, requestVectors, TooMuch, unavailable } from './request.ts';

/** Below so many characters a text is not what the endpoint finds too long. */
const SHORTEST = 200;

/**
 * Like {@link requestVectors}, for endpoints that take fewer texts at once than we send, or shorter ones: a request that
 * is too much is halved, and a text that is too long alone loses its second half.
 */
export async function fitVectors(
  endpoint: Endpoint,
  texts: readonly string[],
  pace: Pace,
  signal?: AbortSignal,
): Promise<Float32Array[]> {
  try {
    return await requestVectors(endpoint, texts, pace, signal);
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    const half = Math.ceil(texts.length / 2);
    if (texts.length > 1)
      return [
        ...(await fitVectors(endpoint, texts.slice(0, half), pace, signal)),
        ...(await fitVectors(endpoint, texts.slice(half), pace, signal)),
      ];
    const text = texts[0]!;
    if (text.length < SHORTEST)
      throw unavailable(
        endpoint,
        `refuses a text of ${text.length} characters: ${error.message}`,
        'Choose another model.',
      );
    return await fitVectors(endpoint, [cut(text, text.length / 2)], pace, signal);
  }
}

/** The first characters of a text, never half of one. */
export const cut = (text: string, length: number) => text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
