import type { Shown } from './records.ts';

/** Part of the longer title that may be spelled otherwise. */
const MOST_CHANGED = 0.2;

/** Number of letters to put in, take out or change, at most `limit`; beyond it any larger number. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const now = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = before[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      now.push(Math.min(changed, before[j]! + 1, now[j - 1]! + 1));
    }
    if (Math.min(...now) > limit) return limit + 1;
    before = now;
  }
  return before[b.length]!;
}

/** Pairs that share their first and their last author, and whose titles differ by a fifth of their letters or less. */
export function nearTitles(records: Shown[]): [Shown, Shown][] {
  const teams = Map.groupBy(records, ({ identity }) => {
    const keys = [...identity.authorKeys];
    return keys.length > 0 ? `${keys[0]}|${keys.at(-1)}` : '';
  });
  teams.delete('');
  const pairs: [Shown, Shown][] = [];
  for (const team of teams.values()) {
    for (const [at, a] of team.entries()) {
      for (const b of team.slice(at + 1)) {
        const [x, y] = [a.identity.titleKeys[0], b.identity.titleKeys[0]];
        if (!x || !y || x === y) continue;
        const limit = Math.floor(Math.max(x.length, y.length) * MOST_CHANGED);
        if (editDistance(x, y, limit) <= limit) pairs.push([a, b]);
      }
    }
  }
  return pairs;
}
