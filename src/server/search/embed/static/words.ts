/** What is read of one text: the longest abstracts have 6,000 characters, and a text of 1 MB takes no longer. */
export const MOST_CHARACTERS = 32_768;

const LONGEST_WORD = 40;

/** Letters that fall apart into no base letter and accent. */
const FOLDED: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };
const FOLDABLE = /[ßæœøłđðþı]/g;

const BACKSLASH = 92;

/** Lower case, accents off: what is left beyond ASCII belongs to other scripts. */
function folded(text: string): string {
  const lower = text.toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  if (/^[\x00-\x7f]*$/.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(FOLDABLE, (letter) => FOLDED[letter]!);
}

const isWordCode = (code: number) => (code >= 97 && code <= 122) || (code >= 48 && code <= 57);

/**
 * The words of a text in their order: runs of a–z and 0–9 after folding, at most 40 characters each. Names of LaTeX
 * commands (`\mathcal`) are none. Hyphens part words; other scripts are passed over.
 */
export function wordsOf(text: string): string[] {
  const plain = folded(text.length > MOST_CHARACTERS ? text.slice(0, MOST_CHARACTERS) : text);
  const words: string[] = [];
  let start = -1;
  for (let at = 0; at <= plain.length; at += 1) {
    const inside = at < plain.length && isWordCode(plain.charCodeAt(at));
    if (inside && start < 0) start = at;
    if (inside || start < 0) continue;
    if (plain.charCodeAt(start - 1) !== BACKSLASH) words.push(plain.slice(start, Math.min(at, start + LONGEST_WORD)));
    start = -1;
  }
  return words;
}
