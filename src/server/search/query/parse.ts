import { oneLine } from '#sources/text.ts';
import { sameClause } from './clauses.ts';
import { meaningOf, wordsIn } from './condition.ts';
import type { Named } from './fields.ts';
import { printClause, printQuery } from './print.ts';
import { type Clause, type Ignored, LONGEST_QUESTION, MOST_CLAUSES, MOST_WORDS, type Query } from './query.ts';
import { type Item, type Token, tokensOf } from './tokens.ts';

const LONGEST_REPORT = 60;
const MOST_REPORTS = 16;
const TOO_MANY = 'is one condition too many';
/** White space that a paste brings is not counted, but not looked through without end either. */
const MOST_LOOKED_AT = 5 * LONGEST_QUESTION;

/** What stands around a place in the question: `title:( … )` and `NOT ( … )` reach to their end. */
interface Group {
  not: boolean;
  field?: Named;
}

/**
 * Reads a question: quotation marks, minus signs and fields as on GitHub, prefixes and operators as at arXiv.
 *
 * - Plain words rank and none is required; every clause has to hold. `AND` is what is so anyway. `OR` between plain
 *   words too; between clauses it cannot be had and is reported.
 * - `after:2025-03` begins with 2025-03-01; `before:2025` ends with 2024-12-31.
 * - A colon that follows none of our names is a colon.
 * - A field that cannot be read is left out and reported; where it has words that may find something, they are looked
 *   for.
 *
 * Never throws. Reads {@link LONGEST_QUESTION} characters, {@link MOST_WORDS} plain words and {@link MOST_CLAUSES}
 * clauses, reports the rest, and takes time in proportion to what it reads.
 */
export function parseQuery(text: string): Query {
  const ignored: Ignored[] = [];
  const report = (left: string, why: string) => {
    const short = left.length > LONGEST_REPORT ? `${left.slice(0, LONGEST_REPORT - 1).toWellFormed()}…` : left;
    const known = ignored.some((one) => one.text === short && one.why === why);
    if (!known && ignored.length < MOST_REPORTS) ignored.push({ text: short, why });
  };
  const { kept, cut } = bounded(text);
  const { words, clauses } = read(tokensOf(kept), report);
  if (words.length > MOST_WORDS) report(words.slice(MOST_WORDS).join(' '), `stands after the ${MOST_WORDS}th word`);
  const query: Query = { words: words.slice(0, MOST_WORDS).join(' '), clauses, ignored };
  // The canonical text may be longer than what was typed (`au:` is `author:`), and has to be readable itself.
  while (printQuery(query).length > LONGEST_QUESTION) report(printClause(clauses.pop()!), TOO_MANY);
  if (cut) report(cut, `stands after the first ${LONGEST_QUESTION.toLocaleString('en')} characters`);
  return query;
}

/** One line, cut between words where there is a space to cut at. */
function bounded(text: string): { kept: string; cut: string } {
  const line = oneLine(text.slice(0, MOST_LOOKED_AT)).replace(/\s+/g, ' ').trim();
  const rest = text.slice(MOST_LOOKED_AT, MOST_LOOKED_AT + LONGEST_REPORT * 2).trim();
  if (line.length <= LONGEST_QUESTION) return { kept: line, cut: oneLine(rest) };
  const space = line.lastIndexOf(' ', LONGEST_QUESTION);
  const end = space > 0 ? space : LONGEST_QUESTION;
  return { kept: line.slice(0, end).toWellFormed(), cut: line.slice(end).toWellFormed().trim() };
}

type Report = (text: string, why: string) => void;

function read(tokens: Iterable<Token>, report: Report): { words: string[]; clauses: Clause[] } {
  const words: string[] = [];
  const clauses: Clause[] = [];
  const groups: Group[] = [{ not: false }];
  let negated = false;
  let last: 'word' | 'clause' | undefined;
  /** What stood before an `OR`, until what stands after it is known. */
  let alternative: 'word' | 'clause' | undefined;

  const found = (kind: 'word' | 'clause') => {
    // Not (a or b) is neither a nor b, which can be had.
    const joins = alternative === 'clause' || (alternative === 'word' && kind === 'clause');
    if (joins && !groups.at(-1)!.not) report('OR', 'cannot join conditions: every one of them has to hold');
    alternative = undefined;
    last = kind;
  };
  const addWords = (more: string[]) => {
    words.push(...more);
    if (more.length > 0) found('word');
  };
  const addClause = (clause: Clause) => {
    found('clause');
    if (clauses.some((one) => sameClause(one, clause))) return;
    if (clauses.length < MOST_CLAUSES) clauses.push(clause);
    else report(printClause(clause), TOO_MANY);
  };

  function item({ field: own, value, quoted, unclosed, text, not: minus }: Item): void {
    const group = groups.at(-1)!;
    const not = group.not !== (minus || negated);
    const named = own ?? group.field;
    if (unclosed) report(text, 'has no closing quotation mark: it was read to the end');
    if (named?.is === 'foreign' || named?.is === 'misspelt') {
      const instead = not ? '' : ', so its words are looked for instead';
      const why =
        named.is === 'foreign'
          ? `asks for ${named.what}, which have no field`
          : `is no field of ours (did you mean ${named.meant}:?)`;
      report(text, why + instead);
      if (!not) addWords(wordsIn(value));
      return;
    }
    if (!named && !not && !quoted) {
      addWords([value]);
      return;
    }
    const meaning = meaningOf(named?.field ?? 'any', value, quoted);
    if ('kind' in meaning) {
      addClause({ not, ...meaning });
      return;
    }
    report(text, meaning.why);
    if (meaning.searched && !not) addWords(wordsIn(value));
  }

  for (const token of tokens) {
    if (token.kind === 'operator') {
      if (token.name === 'NOT') negated = true;
      if (token.name === 'OR') alternative = last;
    } else if (token.kind === 'close') {
      if (groups.length > 1) groups.pop();
    } else if (token.kind === 'open') {
      const { not, field } = groups.at(-1)!;
      const turned = token.not || negated;
      const inner = token.field ?? field;
      if (!turned && !token.field) report('( )', 'group nothing: every condition has to hold');
      groups.push({ not: not !== turned, ...(inner && { field: inner }) });
      negated = false;
    } else {
      item(token);
      negated = false;
    }
  }
  if (negated) report('NOT', 'has nothing after it');
  return { words, clauses };
}
