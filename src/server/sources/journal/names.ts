import { arxivIdOf } from '../arxiv/identifier.ts';
import { doiOf } from '../doi.ts';

/** A DOI in an address of a publisher's: `https://journals.example/doi/abs/10.1177/123?af=R`. */
const IN_ADDRESS = /^https?:\/\/[^/]+\/doi\/(?:[a-z]+\/)?(10\.\d{4,9}\/[^?#\s]+)/i;

/** What a feed's item is called elsewhere, from its identifiers and addresses, the most telling first. */
export function namesIn(texts: string[]): { arxivId?: string; doi?: string } {
  const arxivId = first(texts, arxivIdOf);
  const doi = first(texts, doiOf) ?? first(texts, (text) => doiOf(IN_ADDRESS.exec(text)?.[1] ?? ''));
  return { ...(arxivId !== undefined && { arxivId }), ...(doi !== undefined && { doi }) };
}

function first(texts: string[], read: (text: string) => string | undefined): string | undefined {
  for (const text of texts) {
    const found = read(text);
    if (found !== undefined) return found;
  }
  return undefined;
}
