import { type Named, namedField } from './fields.ts';

/** Cuts a question into what stands there, without asking yet what it means. One pass; nothing is read twice. */

export type Token =
  | { kind: 'operator'; name: 'AND' | 'OR' | 'NOT' }
  | { kind: 'open'; not: boolean; field?: Named }
  | { kind: 'close' }
  | Item;

export interface Item {
  kind: 'item';
  not: boolean;
  field?: Named;
  value: string;
  quoted: boolean;
  /** Without its closing quotation mark: it goes on to the end. */
  unclosed: boolean;
  /** As typed. */
  text: string;
}

const OPERATORS = new Map<string, 'AND' | 'OR' | 'NOT'>([
  ['AND', 'AND'],
  ['OR', 'OR'],
  ['NOT', 'NOT'],
  ['ANDNOT', 'NOT'],
]);

/** Any of them closes what any of them opened: keyboards and word processors mix them. */
const QUOTE = /["“”„‟«»]/g;
const isQuote = (sign: string | undefined) => sign !== undefined && '"“”„‟«»'.includes(sign);
const FIELD = /([a-z]{2,16}):(?=[^ ])/iy;
const LETTER = /\p{L}/uy;
const SENTENCE_END = /[.,;:!?]+(?=[ )]|$)/y;

/** @param text One line with single spaces. */
export function* tokensOf(text: string): Generator<Token> {
  let at = 0;
  let depth = 0;
  let afterNot = false;

  const seen = (pattern: RegExp, from: number) => {
    pattern.lastIndex = from;
    return pattern.exec(text);
  };
  const fieldAt = (from: number) => {
    const match = seen(FIELD, from);
    const field = match && namedField(match[1]!);
    return field ? { field, end: from + match[0].length } : undefined;
  };
  const beginsClause = (from: number) => isQuote(text[from]) || fieldAt(from) !== undefined;
  const endOfRun = (from: number, field: Named | undefined) => {
    const space = text.indexOf(' ', from);
    const takesSpan = field?.is === 'foreign' || (field?.is === 'field' && field.field === 'days');
    const bracket = takesSpan && text[from] === '[' ? text.indexOf(']', from) + 1 : 0;
    return bracket || (space < 0 ? text.length : space);
  };
  const endOfParentheses = (from: number) => {
    let end = from;
    while (text[end] === '(') end += 1;
    return end;
  };
  const holdClause = (from: number) => {
    const end = endOfParentheses(from);
    return end > from && beginsClause(text[end] === '-' ? end + 1 : end);
  };
  /** Whether parentheses group what follows; those in `f(x)`, `(self-)attention` and `O(n)` are part of the word. */
  const groups = (from: number) => {
    if (text[from] !== '(') return false;
    if (depth > 0 || afterNot || ' )'.includes(text[endOfParentheses(from)] ?? ' ')) return true;
    return holdClause(from);
  };
  const quotation = (start: number, open: number, not: boolean, field: Named | undefined): Item => {
    QUOTE.lastIndex = open + 1;
    const close = QUOTE.exec(text)?.index;
    at = close === undefined ? text.length : close + 1;
    const item = { value: text.slice(open + 1, close ?? text.length).trim(), text: text.slice(start, at) };
    at += seen(SENTENCE_END, at)?.[0].length ?? 0;
    return { kind: 'item', not, ...(field && { field }), ...item, quoted: true, unclosed: close === undefined };
  };

  while (at < text.length) {
    const start = at;
    if (text[at] === ' ') {
      at += 1;
      continue;
    }
    if (text[at] === ')') {
      at += 1;
      depth = Math.max(0, depth - 1);
      yield { kind: 'close' };
      continue;
    }
    const dashed = at + 1;
    const not = text[at] === '-' && (seen(LETTER, dashed) !== null || isQuote(text[dashed]) || holdClause(dashed));
    if (not) at = dashed;
    if (groups(at)) {
      const end = endOfParentheses(at);
      for (let first = true; at < end; at += 1, depth += 1, first = false) yield { kind: 'open', not: not && first };
      afterNot = false;
      continue;
    }
    const prefix = fieldAt(at);
    const field = prefix?.field;
    if (prefix) at = prefix.end;
    if (isQuote(text[at])) {
      yield quotation(start, at, not, field);
    } else if (field && text[at] === '(') {
      at += 1;
      depth += 1;
      yield { kind: 'open', not, field };
    } else {
      const end = endOfRun(at, field);
      const run = text.slice(at, end);
      const closing = field || not || depth > 0 ? unopened(run) : 0;
      const value = run.slice(0, run.length - closing);
      const typed = text.slice(start, end - closing);
      at = end - closing;
      // In a group its end is told; elsewhere a parenthesis that nothing opened is let go.
      if (depth === 0) at = end;
      const operator = field || not ? undefined : OPERATORS.get(value);
      afterNot = operator === 'NOT' || (afterNot && operator !== undefined);
      if (operator) yield { kind: 'operator', name: operator };
      else yield { kind: 'item', not, ...(field && { field }), value, quoted: false, unclosed: false, text: typed };
      continue;
    }
    afterNot = false;
  }
}

/** How many parentheses of a run close what it did not open; negative where some stay open. */
export function balance(run: string): number {
  let count = 0;
  for (const sign of run) count += sign === ')' ? 1 : sign === '(' ? -1 : 0;
  return count;
}

/** How many of them stand at its end. */
function unopened(run: string): number {
  const most = balance(run);
  let count = 0;
  while (count < most && run[run.length - 1 - count] === ')') count += 1;
  return count;
}
