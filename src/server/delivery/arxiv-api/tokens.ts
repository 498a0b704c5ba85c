import { invalid } from '#floor/failure.ts';
import { DATES, type DateField, FIELDS, type Field, type Operator } from './query.ts';

/** What stands in a query, one after the other. */
export type Token =
  | { is: 'open' | 'close' }
  | { is: 'operator'; by: Operator | 'NOT' }
  /** A field before a parenthesis: it is meant for all that stands within. */
  | { is: 'scope'; field: Field }
  | { is: 'text'; field: Field | undefined; text: string; isQuoted: boolean }
  | { is: 'dates'; field: DateField; range: string };

const OPERATORS: Record<string, Operator | 'NOT'> = { AND: 'AND', OR: 'OR', ANDNOT: 'ANDNOT', NOT: 'NOT' };
const TEXT_FIELDS = new Map<string, Field>(FIELDS.map((field) => [field.toLowerCase(), field]));
const DATE_FIELDS = new Map<string, DateField>(DATES.map((field) => [field.toLowerCase(), field]));

const SPACE = /\s*/y;
const PREFIX = /([A-Za-z]+):\s*/y;
const QUOTED = /"([^"]*)"/y;
const RANGE = /\[([^\]]*)\]/y;
const WORD = /[^\s()"]+/y;

/**
 * Cuts a query into tokens. A name before a colon that is no field of arXiv's is a part of its word.
 * @throws Failure `Invalid` for a quotation mark or bracket that is never closed, and for a field without a value.
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(text) ?? undefined;
    if (match) at = pattern.lastIndex;
    return match;
  };
  const value = (field: Field | undefined): Token => {
    if (text[at] === '"') {
      const quoted = take(QUOTED);
      if (!quoted) throw invalid('a quotation mark is never closed');
      return { is: 'text', field, text: quoted[1]!.trim().replace(/\s+/g, ' '), isQuoted: true };
    }
    const word = take(WORD);
    if (!word) throw invalid(`${field}: is followed by nothing`);
    return { is: 'text', field, text: word[0], isQuoted: false };
  };
  const prefixed = (): Token | undefined => {
    const start = at;
    const name = take(PREFIX)?.[1]?.toLowerCase() ?? '';
    const dates = DATE_FIELDS.get(name);
    if (dates) {
      const range = take(RANGE) ?? take(QUOTED);
      if (!range) throw invalid(`${dates} takes a range such as [202501010000 TO 202501312359]`);
      return { is: 'dates', field: dates, range: range[1]! };
    }
    const field = TEXT_FIELDS.get(name);
    if (field) return text[at] === '(' ? { is: 'scope', field } : value(field);
    at = start;
    return undefined;
  };
  for (take(SPACE); at < text.length; take(SPACE)) {
    if (text[at] === '(' || text[at] === ')') tokens.push({ is: text[at++] === '(' ? 'open' : 'close' });
    else {
      const token = prefixed() ?? value(undefined);
      const isBare = token.is === 'text' && token.field === undefined && !token.isQuoted;
      const by = isBare && Object.hasOwn(OPERATORS, token.text) ? OPERATORS[token.text] : undefined;
      tokens.push(by ? { is: 'operator', by } : token);
    }
  }
  return tokens;
}
