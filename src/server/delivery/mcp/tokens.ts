/** What one answer may cost an agent, in tokens as {@link tokensIn} counts them. */
export const MOST_TOKENS = 8_000;

/** Letters of ASCII that make a token: English prose has four to five, TeX and JSON three. */
const ASCII_PER_TOKEN = 3;

/**
 * How many tokens a text costs at most, whatever the model: every third ASCII character one, every byte of any other
 * character one, because a tokeniser that does not know a script falls back to its bytes.
 */
export function tokensIn(text: string): number {
  const bytes = Buffer.byteLength(text);
  // In UTF-8 an ASCII character is one byte, and any other has no byte below 128.
  let ascii = 0;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) < 128) ascii++;
  return Math.ceil(ascii / ASCII_PER_TOKEN) + (bytes - ascii);
}

/** The longest beginning of a text that costs at most so much, cut at a line or a word where one is near. */
export function cutToTokens(text: string, most: number, costOf: (text: string) => number = tokensIn): string {
  if (costOf(text) <= most) return text;
  let [fits, tooLong] = [0, text.length];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (costOf(text.slice(0, middle)) <= most) fits = middle;
    else tooLong = middle;
  }
  const cut = text
    .slice(0, fits)
    .toWellFormed()
    .replace(/\ufffd$/, '');
  const end = Math.max(cut.lastIndexOf('\n'), cut.lastIndexOf(' '));
  return (end > cut.length / 2 ? cut.slice(0, end) : cut).trimEnd();
}
