import { periodNames } from './days.ts';
import type { Clause, Condition, Query } from './query.ts';

/** Questions and their clauses in words for people. */

const PLACE = { any: '', title: ' in the title', abstract: ' in the abstract' };
const POSSESSION = { code: 'code', abstract: 'an abstract', project: 'a project page' };

function daysWords(days: Extract<Condition, { kind: 'days' }>): string {
  const { from, to } = periodNames(days);
  if (from === undefined) return `until ${to}`;
  if (to === undefined) return `since ${from}`;
  if (from !== to) return `from ${from} to ${to}`;
  return `${from.length === 10 ? 'on' : 'in'} ${from}`;
}

/** One clause: `in cs.CL`, `since 2024`, `by Yann LeCun`, `without “survey”`. */
export function clauseWords(clause: Clause): string {
  const not = clause.not ? 'not ' : '';
  const withOr = clause.not ? 'without' : 'with';
  switch (clause.kind) {
    case 'words':
    case 'phrase':
      return `${withOr} “${clause.words}”${PLACE[clause.field]}`;
    case 'author':
      return `${not}by ${clause.name}`;
    case 'category':
      return `${not}in ${clause.category}`;
    case 'organization':
      return `${not}from ${clause.name}`;
    case 'source':
      return `${not}seen at ${clause.source}`;
    case 'days':
      return not + daysWords(clause);
    case 'has':
      return `${withOr} ${POSSESSION[clause.what]}`;
    case 'id':
      return clause.not ? `other than ${clause.id}` : `named ${clause.id}`;
  }
}

/** The whole question: `“graph learning” in cs.CL, since 2024`; `Papers by Yann LeCun` where it has no plain words. */
export function queryWords({ words, clauses }: Pick<Query, 'words' | 'clauses'>): string {
  const conditions = clauses.map(clauseWords).join(', ');
  if (words === '') return conditions === '' ? '' : `Papers ${conditions}`;
  return conditions === '' ? `“${words}”` : `“${words}” ${conditions}`;
}
