import { createHash } from 'node:crypto';
import type { Embedder } from './embedder.ts';

/** An embedder's fingerprint: its kind and a hash over everything that its vectors depend on. */
export function fingerprintOf(kind: Embedder['kind'], parts: readonly (string | number)[]): string {
  return `${kind}_${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)}`;
}
