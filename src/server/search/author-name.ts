const FEWEST_WORDS = 2;
const MOST_WORDS = 6;

const wordsOf = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/**
 * A whole name as the index compares it: given names first, without case, accents and punctuation; and once more
 * without initials where it has some. `LeCun, Yann A.` → `yann a lecun`, `yann lecun`.
 */
export function nameKeys(name: string): string[] {
  const [family = '', ...given] = name.slice(0, 200).split(',');
  const words = [...wordsOf(given.join(' ')), ...wordsOf(family)];
  const long = words.filter((word) => word.length > 1);
  const keys = [words.join(' ')];
  if (long.length >= FEWEST_WORDS && long.length < words.length) keys.push(long.join(' '));
  return keys.filter(Boolean);
}

/** The key of what may be an author's whole name; undefined for one word, which a topic is more often. */
export function askedName(text: string): string | undefined {
  const key = nameKeys(text)[0];
  const words = key?.split(' ').length ?? 0;
  return words >= FEWEST_WORDS && words <= MOST_WORDS ? key : undefined;
}
