import { authorOf } from '../record.ts';
import type { Author } from '../sighting.ts';
import { oneLine } from '../text.ts';

/** RSS has an address and a name: `lawyer@boyer.net (Lawyer Boyer)`. */
const WITH_ADDRESS = /^\S+@\S+\s*\(([^()]+)\)$/;

/**
 * Authors from a feed's texts. Several texts are one person each; a single one may hold them all, parted by
 * semicolons, or by commas and “and” where every piece has a given name (`Lovelace, Ada` is one person).
 */
export function peopleIn(texts: string[]): Author[] {
  const lines = texts.map((text) => oneLine(text)).filter((line) => line !== '');
  return (lines.length === 1 ? partsOf(lines[0]!) : lines).flatMap((name) => {
    const known = WITH_ADDRESS.exec(name)?.[1] ?? name;
    // An address alone is the office's.
    return /^\S+@\S+$/.test(known) ? [] : (authorOf(known) ?? []);
  });
}

function partsOf(line: string): string[] {
  const parted = line.split(/\s*;\s*/);
  if (parted.length > 1) return parted;
  const pieces = line.split(/\s*,\s*(?:and\s+|&\s+)?|\s+(?:and|&)\s+/).filter((piece) => piece !== '');
  return pieces.every((piece) => piece.includes(' ')) ? pieces : [line];
}
