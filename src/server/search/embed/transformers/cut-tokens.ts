/**
 * The first tokens of a text, with the special ones at its end kept: the runtime's own truncation cuts those off, and a
 * model that was trained on whole frames, or pools by the last token, answers something else then.
 * @param frame the tokens of an empty text: what stands before and after every text.
 */
export function cutTokens(tokens: number[], frame: readonly number[], most: number): number[] {
  if (tokens.length <= most) return tokens;
  const before = frame.findIndex((token, at) => token !== tokens[at]);
  const after = before < 0 ? 0 : frame.length - before;
  return [...tokens.slice(0, most - after), ...tokens.slice(tokens.length - after)];
}
