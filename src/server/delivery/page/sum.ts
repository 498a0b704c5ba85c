import type { SearchHit } from '#search/index.ts';

/** How a hit's score came about, line by line; the lines that are no part of another add up to the sum. */
export interface Sum {
  lines: { name: string; points: string; isPart: boolean }[];
  total: string;
}

const number = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
/** A cosine says nothing beyond its second digit. */
const cosine = number;

/**
 * Each word's points and what all of them add, what meaning adds, and the sum; reasons where nothing was weighed.
 * @returns undefined for a hit that stands where it is by its day or its votes.
 */
export function sumOf({ score, because, explanation }: SearchHit): Sum | undefined {
  if (score === 0) return undefined;
  const total = number.format(score);
  if (!explanation) {
    const lines = because.map(({ words, points }) => ({ name: words, points: number.format(points), isPart: false }));
    return { lines, total };
  }
  const { terms, words, meaning, nearness } = explanation;
  const near = nearness === undefined ? 'no vector' : `cosine ${cosine.format(nearness).replace('-', '−')}`;
  return {
    lines: [
      ...terms.map(({ word, points }) => ({ name: `“${word}”`, points: number.format(points), isPart: true })),
      { name: 'Words', points: number.format(words), isPart: false },
      { name: `Meaning, ${near}`, points: number.format(meaning), isPart: false },
    ],
    total,
  };
}
