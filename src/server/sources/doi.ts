import { arxivIdOf } from './arxiv/identifier.ts';

const PREFIX = /^(?:doi:\s*|info:doi\/|(?:https?:\/\/)?(?:www\.|dx\.)?doi\.org\/)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a control character ends no DOI, it breaks one
const DOI = /^10\.\d{4,9}(?:\.\d+)*\/[^\s\u0000-\u001f\u007f]+$/;

/**
 * The DOI that a text spells, in lower case (DOIs are case-insensitive) without resolver and `doi:`; or undefined.
 * Also undefined for the DOI that arXiv gives each preprint: there the arXiv id is the better name, see
 * {@link arxivIdOf}.
 */
export function doiOf(text: string): string | undefined {
  if (text.length > 500 || arxivIdOf(text)) return undefined;
  const trimmed = text.trim();
  const prefix = PREFIX.exec(trimmed)?.[0] ?? '';
  const rest = trimmed.slice(prefix.length);
  const name = /doi\.org\/$/i.test(prefix) ? decoded(rest) : rest;
  return DOI.test(name) && name.length <= 300 ? name.toLowerCase() : undefined;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
