/** Shortest key, in letters and digits, that two works are unlikely to share by accident. */
const TELLING_LENGTH = 20;
const SHORTEST_KEY = 6;

/**
 * What is left of a title when spelling no longer matters: letters and digits of any script, lower case,
 * without accents, LaTeX commands, braces, punctuation and white space.
 * @returns undefined where too little is left to compare by.
 */
export function titleKey(title: string): string | undefined {
  const key = title
    .replace(/\\[a-zA-Z]+/g, ' ')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
  return key.length >= SHORTEST_KEY ? key : undefined;
}

/** Whether a key says enough to merge by without seeing the authors: “Introduction” and “Editorial” do not. */
export function isTelling(key: string): boolean {
  return key.length >= TELLING_LENGTH;
}

/**
 * An author as comparable text, `family initial`: sources differ in given names, accents and order.
 * `Åström, Karl Johan`, `K. J. Åström` and `Karl Astrom` all become `astrom k`.
 */
export function authorKey(name: string): string | undefined {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  const [beforeComma, afterComma] = plain.split(',', 2) as [string, string?];
  const words = (text: string) => text.split(/[^\p{L}\p{N}']+/u).filter(Boolean);
  const given = words(afterComma ?? '');
  const rest = words(beforeComma);
  if (rest.length === 0) return undefined;
  const family = given.length > 0 ? rest.join(' ') : rest.at(-1)!;
  const first = given[0] ?? (rest.length > 1 ? rest[0] : undefined);
  return first ? `${family} ${first[0]}` : family;
}
