import { invalid } from '#floor/failure.ts';

const USUAL = 10;
const MOST = 100;

/** What the commands that print papers say of `--limit`. */
export const LIMIT_HELP = `how many papers (default ${USUAL}, at most ${MOST})`;

/** @throws Failure `Invalid` for what is not a number of papers. */
export function limitOf(text: string | undefined): number {
  const limit = Number(text ?? USUAL);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST) return limit;
  throw invalid(`--limit must be a whole number from 1 to ${MOST}.`);
}

/** The first of the orders where none is given. @throws Failure `Invalid` for an order that there is not. */
export function orderOf<T extends string>(text: string | undefined, orders: readonly [T, ...T[]]): T {
  const order = orders.find((one) => one === (text ?? orders[0]));
  if (order) return order;
  throw invalid(`--order must be ${orders.slice(0, -1).join(', ')} or ${orders.at(-1)}.`);
}
