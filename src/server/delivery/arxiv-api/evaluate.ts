import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Query, TextTerm } from './query.ts';
import { idsWith, type Place } from './term.ts';

/**
 * Ids of all papers that a query is true of, exactly; papers without an arXiv id may be among them. Terms that say
 * nothing are left out, as if they were not there; undefined where all of them do.
 */
export async function evaluate(place: Place, query: Query): Promise<Set<string> | undefined> {
  if (query.is !== 'joined') {
    // A term takes some 20 ms of this thread: others are answered in between.
    await nextTurn();
    return idsWith(place, query);
  }
  const left = await evaluate(place, query.left);
  const right = await evaluate(place, query.right);
  if (!left || !right) return query.by === 'ANDNOT' ? left : (left ?? right);
  if (query.by === 'AND') return left.intersection(right);
  return query.by === 'OR' ? left.union(right) : left.difference(right);
}

/** The words that a query wants, of all its terms: by them papers are more or less relevant. */
export function wantedWords(query: Query): string {
  return wantedTerms(query)
    .filter(({ field }) => field === 'ti' || field === 'abs' || field === 'all' || field === 'au')
    .map(({ text }) => text.replace(/[*?_]/g, ' '))
    .join(' ');
}

function wantedTerms(query: Query): TextTerm[] {
  if (query.is === 'text') return [query];
  if (query.is === 'dates') return [];
  return query.by === 'ANDNOT' ? wantedTerms(query.left) : [...wantedTerms(query.left), ...wantedTerms(query.right)];
}
