/** How often the words of a title count beside those of the abstract. */
export const TITLE_TIMES = 2;

const MOST = 64;
const TABLE = Float32Array.from({ length: MOST + 1 }, (_, count) => Math.sqrt(count));

/** The weight of a word that stands `count` times in a text: the second time says less than the first. */
export const damped = (count: number): number => TABLE[Math.min(count, MOST)]!;
