import type { Recipe } from './recipe.ts';

/** Rows of all tokens of one side of a pair, at most; the rest is passed over. */
export const MOST_ROWS = 640;

/** One batch in the shared memory; all values are places in units of four bytes. */
export interface Part {
  /** Vectors of the 2 · batch texts: left sides, then right sides. */
  texts: number;
  /** Their gradients. */
  gradients: number;
  /** Right sides, column by column. */
  turned: number;
  /** Scalar products of the prefixes, one matrix batch × batch each; later their gradients. */
  products: number;
  /** Exponentials of one of them. */
  exps: number;
  /** By prefix: 1 / length of each text. */
  inverse: number[];
  /** By right side: sums of exponentials, and of what lengths take off gradients. */
  columnSums: number;
  columnPulls: number;
  /** Four numbers, where kernels leave sums. */
  four: number;
  /** Where each text's rows start, counted from `ids`, and the end of the last one; left and right sides in turn. */
  starts: number;
  ids: number;
  weights: number;
}

/** What lies where in the memory that all workers share. */
export interface Layout {
  rows: number;
  columns: number;
  /** Numbers from one text to the next, and from one line of products: more than needed, as powers of two crowd caches. */
  textLine: number;
  productLine: number;
  vectors: number;
  /** Means of the squares of gradients. */
  squares: number;
  gradients: number;
  parts: Part[];
  /** Room of each worker for rows of one text. */
  rooms: { ids: number; weights: number }[];
  pages: number;
}

const SPARE = 16;
const PAGE = 65_536;
/** More workers than this find no room. */
export const MOST_WORKERS = 16;

export function layoutOf(rows: number, { nested, batch, parts }: Recipe): Layout {
  const columns = nested.at(-1)!;
  const [textLine, productLine] = [columns + SPARE, batch + SPARE];
  let next = 16;
  const take = (numbers: number) => {
    const start = next;
    next += Math.ceil(numbers / 16) * 16;
    return start;
  };
  const table = rows * columns;
  const [vectors, squares, gradients] = [take(table), take(table), take(table)];
  const part = (): Part => ({
    texts: take(2 * batch * textLine),
    gradients: take(2 * batch * textLine),
    turned: take(productLine * columns),
    products: take(nested.length * batch * productLine),
    exps: take(batch * batch),
    inverse: nested.map(() => take(2 * batch)),
    columnSums: take(batch),
    columnPulls: take(batch),
    four: take(4),
    starts: take(2 * batch + 1),
    ids: take(2 * batch * MOST_ROWS),
    weights: take(2 * batch * MOST_ROWS),
  });
  return {
    ...{ rows, columns, textLine, productLine, vectors, squares, gradients },
    parts: Array.from({ length: parts }, part),
    rooms: Array.from({ length: MOST_WORKERS }, () => ({ ids: take(MOST_ROWS), weights: take(MOST_ROWS) })),
    pages: Math.ceil((next * 4) / PAGE),
  };
}
