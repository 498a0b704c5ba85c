import { authorOf } from '../record.ts';
import type { Author } from '../sighting.ts';
import { oneLine } from '../text.ts';

/** What follows a name after a comma and is none. */
const SUFFIX = /^(?:jr|sr|ii|iii|iv)\.?$/i;

/** Affiliations stand in brackets; `A. One ((1) Here, (2) There)` is two deep, which is as deep as people write. */
const withoutBrackets = (text: string) => text.replace(/\([^()]*\)/g, ' ').replace(/\([^()]*\)/g, ' ');

/**
 * The authors of arXiv's one text for all of them, parted at commas and “and”:
 * `A. One (Here), B. Two, Jr. and C. Three`.
 */
export function authorsFromText(text: string): Author[] {
  const names: string[] = [];
  for (const piece of oneLine(withoutBrackets(text)).split(/,\s*(?:and\s+)?|\s+and\s+/)) {
    if (names.length > 0 && SUFFIX.test(piece.trim())) names.push(`${names.pop()} ${piece}`);
    else names.push(piece);
  }
  return names.flatMap((name) => authorOf(name) ?? []);
}
