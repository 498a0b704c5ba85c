import { periodNames } from './days.ts';
import type { Clause, Condition, Query, TextField } from './query.ts';

const PREFIX: Record<TextField, string> = { any: '', title: 'title:', abstract: 'abs:' };

/** Names that need no quotation marks: nothing in them ends a word of the language. */
const BARE = /^[\p{L}\p{N}][\p{L}\p{N}.'’/-]*$/u;
/** A word that a minus sign excludes; before a digit or a sign it is part of the word. */
const EXCLUDED = /^\p{L}[^:]*$/u;

const named = (field: string, name: string) => `${field}:${BARE.test(name) ? name : `"${name}"`}`;

function printDays(days: Extract<Condition, { kind: 'days' }>): string {
  const { from, to } = periodNames(days);
  const field = (from ?? to)?.length === 4 ? 'year' : 'date';
  return `${field}:${from === to ? from : `${from ?? ''}..${to ?? ''}`}`;
}

function printCondition(clause: Clause): string {
  switch (clause.kind) {
    case 'words':
      if (clause.field === 'any')
        return clause.not && EXCLUDED.test(clause.words) ? clause.words : `all:${clause.words}`;
      return PREFIX[clause.field] + clause.words;
    case 'phrase':
      return `${PREFIX[clause.field]}"${clause.words}"`;
    case 'author':
      return named('author', clause.name);
    case 'category':
      return `cat:${clause.category}`;
    case 'organization':
      return named('org', clause.name);
    case 'source':
      return `source:${clause.source}`;
    case 'days':
      return printDays(clause);
    case 'has':
      return `has:${clause.what}`;
    case 'id':
      return named('id', clause.id);
  }
}

/** One clause as text: `-cat:cs.CL`. */
export function printClause(clause: Clause): string {
  return (clause.not ? '-' : '') + printCondition(clause);
}

/**
 * The canonical text of a question: plain words, then its clauses in their order. Reading it gives the same words and
 * clauses again, with nothing ignored; what was ignored is not in it. One question has one text but for the order of
 * its clauses.
 */
export function printQuery({ words, clauses }: Pick<Query, 'words' | 'clauses'>): string {
  return [words, ...clauses.map(printClause)].filter(Boolean).join(' ');
}
