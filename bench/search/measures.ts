/** What a ranking is worth, measured against judgments. All of them lie between 0 and 1. */

/** Grade of each judged document; absent and 0 are alike: it does not answer the question. */
export type Grades = ReadonlyMap<string, number>;

const discounted = (grades: number[]) =>
  grades.reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);

const relevant = (grades: Grades) => [...grades.values()].filter((grade) => grade > 0);

/**
 * Normalised discounted cumulative gain of the first `depth` documents: a document at place p gives
 * (2^grade − 1) / log2(p + 1), over what the best order of all judged ones would give. A question that no document
 * answers has none.
 */
export function ndcg(ranked: string[], grades: Grades, depth: number): number | undefined {
  const best = relevant(grades)
    .sort((a, b) => b - a)
    .slice(0, depth);
  if (best.length === 0) return undefined;
  return discounted(ranked.slice(0, depth).map((id) => grades.get(id) ?? 0)) / discounted(best);
}

/** The part of all documents that answer the question, of any grade, that stands among the first `depth`. */
export function recall(ranked: string[], grades: Grades, depth: number): number | undefined {
  const all = relevant(grades).length;
  if (all === 0) return undefined;
  return ranked.slice(0, depth).filter((id) => (grades.get(id) ?? 0) > 0).length / all;
}

/** One over the place of the first document that answers; 0 where none of them does. */
export function reciprocalRank(ranked: string[], grades: Grades): number | undefined {
  if (relevant(grades).length === 0) return undefined;
  const at = ranked.findIndex((id) => (grades.get(id) ?? 0) > 0);
  return at < 0 ? 0 : 1 / (at + 1);
}

/** The mean of those that are there; undefined for none. */
export function mean(values: (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
}
