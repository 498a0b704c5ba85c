import { invalid } from '#floor/failure.ts';
import { datesOf } from './dates.ts';
import type { Field, Operator, Query } from './query.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Clients list a hundred categories and names; what is longer is no question. */
const LONGEST = 20_000;
/** Words, operators and parentheses: each term is looked for among all papers. */
const MOST_TOKENS = 600;
const DEEPEST = 100;

/**
 * Reads a `search_query`; undefined for an empty one. `AND` and `ANDNOT` bind closer than `OR`, all of them from the left.
 * As at arXiv, two terms side by side are joined by OR, a word without a field is looked for in all of them, and a field
 * before a parenthesis is meant for all that stands within.
 * @throws Failure `Invalid`, which says what is wrong with it.
 */
export function parseQuery(text: string): Query | undefined {
  if (text.length > LONGEST) throw invalid(`search_query may have ${LONGEST} characters`);
  const tokens = tokensOf(text);
  if (tokens.length === 0) return undefined;
  if (tokens.length > MOST_TOKENS) throw invalid(`search_query may have ${MOST_TOKENS} terms and operators`);
  return new Parser(tokens).whole();
}

class Parser {
  readonly #tokens: Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: Token[]) {
    this.#tokens = tokens;
  }

  whole(): Query {
    const query = this.#either('all');
    if (this.#at < this.#tokens.length) throw invalid('a parenthesis is closed that was never opened');
    return query;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  /** Terms joined by OR, or by nothing. */
  #either(field: Field): Query {
    let left = this.#all(field);
    for (let next = this.#peek(); next && next.is !== 'close'; next = this.#peek()) {
      if (next.is === 'operator') {
        if (next.by === 'NOT') throw invalid('NOT stands alone: say what is to be found with ANDNOT');
        this.#at++;
      }
      left = { is: 'joined', by: 'OR', left, right: this.#all(field) };
    }
    return left;
  }

  /** Terms joined by AND, ANDNOT, or AND NOT. */
  #all(field: Field): Query {
    let left = this.#term(field);
    for (let by = this.#conjunction(); by; by = this.#conjunction()) {
      left = { is: 'joined', by, left, right: this.#term(field) };
    }
    return left;
  }

  #conjunction(): Exclude<Operator, 'OR'> | undefined {
    const token = this.#peek();
    if (token?.is !== 'operator' || (token.by !== 'AND' && token.by !== 'ANDNOT')) return undefined;
    this.#at++;
    const next = this.#peek();
    if (token.by === 'ANDNOT' || next?.is !== 'operator' || next.by !== 'NOT') return token.by;
    this.#at++;
    return 'ANDNOT';
  }

  #term(field: Field): Query {
    const token = this.#peek();
    if (!token || token.is === 'close') throw invalid('search_query ends where a term is wanted');
    if (token.is === 'operator') throw invalid(`${token.by} has no term on one of its sides`);
    this.#at++;
    if (token.is === 'dates') return { is: 'dates', field: token.field, ...datesOf(token.range) };
    if (token.is === 'text') {
      if (token.text === '') throw invalid('a phrase holds no word');
      return { is: 'text', field: token.field ?? field, text: token.text, isQuoted: token.isQuoted };
    }
    if (token.is === 'scope') {
      this.#at++;
      return this.#within(token.field);
    }
    return this.#within(field);
  }

  /** What stands behind an open parenthesis, up to where it is closed. */
  #within(field: Field): Query {
    if (++this.#depth > DEEPEST) throw invalid(`parentheses may stand ${DEEPEST} deep`);
    const query = this.#either(field);
    if (this.#peek()?.is !== 'close') throw invalid('a parenthesis is never closed');
    this.#at++;
    this.#depth--;
    return query;
  }
}
