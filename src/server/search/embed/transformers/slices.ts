/**
 * Groups texts of like length, so that little is computed for padding and no run takes more than a bounded time and
 * memory: both grow with texts × the longest of them.
 * @param lengths tokens of each text.
 * @param budget tokens, padding included, of one slice; a longer text stands alone.
 * @returns the texts' places, each once.
 */
export function slicesOf(lengths: readonly number[], budget: number): number[][] {
  const slices: number[][] = [];
  for (const place of [...lengths.keys()].sort((a, b) => lengths[a]! - lengths[b]!)) {
    const slice = slices.at(-1);
    if (slice && (slice.length + 1) * lengths[place]! <= budget) slice.push(place);
    else slices.push([place]);
  }
  return slices;
}
