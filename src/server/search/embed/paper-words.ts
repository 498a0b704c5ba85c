import type { PaperText } from './embedder.ts';

/** What a sentence model reads of a paper: an empty text has no meaning and no vector. */
export function paperWords({ title, abstract }: PaperText): string {
  return [title, abstract ?? '']
    .map((part) => part.trim())
    .filter(Boolean)
    .join('\n');
}
