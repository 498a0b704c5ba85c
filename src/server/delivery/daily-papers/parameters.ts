import { invalid } from '#floor/failure.ts';

/**
 * A whole number from a query string.
 * @throws Failure `Invalid` naming the parameter and its bounds.
 */
export function boundedInteger(
  query: URLSearchParams,
  name: string,
  fallback: number,
  least: number,
  most: number,
): number {
  const text = query.get(name);
  if (text === null || text === '') return fallback;
  const number = Number(text);
  if (!/^\d{1,9}$/.test(text) || number < least || number > most) {
    throw invalid(`${name} must be a whole number from ${least} to ${most}.`);
  }
  return number;
}
