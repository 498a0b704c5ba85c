import { printClause } from './print.ts';
import type { Clause, Query } from './query.ts';

/** Questions with a clause more or less: what a facet on the page links to. */

/** Whether two clauses say the same, whatever the order of their keys. */
export function sameClause(one: Clause, other: Clause): boolean {
  return printClause(one) === printClause(other);
}

export function hasClause(query: Query, clause: Clause): boolean {
  return query.clauses.some((one) => sameClause(one, clause));
}

/** The question with one clause more, at the end; the same question where it has the clause already. */
export function withClause(query: Query, clause: Clause): Query {
  return hasClause(query, clause) ? query : { ...query, clauses: [...query.clauses, clause] };
}

/** The question without a clause, compared by value. */
export function withoutClause(query: Query, clause: Clause): Query {
  return { ...query, clauses: query.clauses.filter((one) => !sameClause(one, clause)) };
}
