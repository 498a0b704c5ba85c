/** `5 million and`, `10k`, `3.5 per hour`: what stands between two dollar signs in prose about money. */
const MONEY = /^\d[\d.,]*\s*(?:k|m|bn|million|billion|trillion|thousand|per|and|or|to|for|in|a)\b/i;
const TEX = /[\\^_=<>+]/;

/**
 * Whether what stands between two single dollar signs is a formula and not the prose between two prices.
 * A closing dollar before a digit opens a price; blanks at the edges are accepted only around what is surely TeX.
 */
export function looksLikeMaths(between: string, after: string | undefined): boolean {
  if (between.trim() === '' || /\d/.test(after ?? '')) return false;
  if (MONEY.test(between) && !between.includes('\\')) return false;
  return !/^\s|\s$/.test(between) || TEX.test(between);
}
