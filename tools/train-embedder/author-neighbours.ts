/** A name on more papers than this is that of many people. */
const MOST_PAPERS = 100;
/** Lists longer than this are collaborations whose members write about everything. */
const MOST_AUTHORS = 30;

/**
 * For each list of authors the other lists that share at least two names with it, those that share most first. People
 * who write together twice mostly write about the same thing.
 * @param most neighbours per list.
 */
export function authorNeighbours(lists: readonly (readonly string[])[], most: number): number[][] {
  const papersOf = new Map<string, number[]>();
  lists.forEach((authors, paper) => {
    if (authors.length > MOST_AUTHORS) return;
    for (const name of new Set(authors)) {
      const papers = papersOf.get(name);
      if (papers) papers.push(paper);
      else papersOf.set(name, [paper]);
    }
  });
  return lists.map((authors, paper) => {
    if (authors.length > MOST_AUTHORS) return [];
    const sharing = new Map<number, number>();
    for (const name of new Set(authors)) {
      const papers = papersOf.get(name)!;
      if (papers.length > MOST_PAPERS) continue;
      for (const other of papers) if (other !== paper) sharing.set(other, (sharing.get(other) ?? 0) + 1);
    }
    return [...sharing]
      .filter(([, names]) => names >= 2)
      .sort(([a, x], [b, y]) => y - x || a - b)
      .slice(0, most)
      .map(([other]) => other);
  });
}
