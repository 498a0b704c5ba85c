import { linksIn, safeUrl } from './links-in.ts';
import { looksLikeMaths } from './looks-like-maths.ts';
import type { Token } from './token.ts';

/** Longest formula that is set, in UTF-16 units. Every eighth of 118,620 arXiv abstracts was read: the longest has 684. */
export const LONGEST_FORMULA = 2000;
/** Formulas set in one text; later ones stay as their source. The same abstracts have up to 49. */
export const MOST_FORMULAS = 50;
/** Text past this length is shown as it is, without formulas and links. arXiv takes abstracts up to 1,920 characters. */
const LONGEST_TEXT = 20_000;

const OPENER = /\\\$|\\\\|\$\$?|\\\(|\\\[|\\begin\{(equation|align|gather|multline|eqnarray|displaymath)(\*?)\}/g;

interface Formula {
  end: number;
  tex: string;
  display: boolean;
}

/** The end of `closer` after `from`, within the longest formula; -1 where there is none. */
function closing(text: string, closer: string, from: number): number {
  return text.slice(from, from + LONGEST_FORMULA + closer.length).indexOf(closer);
}

/** Where the next dollar that is not escaped stands, counted from `from`. */
function closingDollar(text: string, from: number): number {
  for (let at = from; at <= from + LONGEST_FORMULA && at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '$') return at - from;
  }
  return -1;
}

/** `$\href{https://…}{here}$`: authors put links between dollars so that a listing shows them. */
function addressIn(tex: string): string | undefined {
  const address = /^\s*\{?\\href\{([^{}\s]+)\}\{.*\}\s*$/s.exec(tex)?.[1];
  return address && safeUrl(address);
}

function formulaAt(text: string, opener: RegExpExecArray): Formula | undefined {
  const from = opener.index + opener[0].length;
  if (opener[0] === '$') {
    const length = closingDollar(text, from);
    if (length <= 0) return undefined;
    const tex = text.slice(from, from + length);
    const end = from + length + 1;
    return looksLikeMaths(tex, text[end]) ? { end, tex, display: false } : undefined;
  }
  const closer =
    opener[0] === '$$'
      ? '$$'
      : opener[0] === '\\('
        ? '\\)'
        : opener[0] === '\\['
          ? '\\]'
          : `\\end{${opener[1]}${opener[2]}}`;
  const length = closing(text, closer, from);
  if (length <= 0) return undefined;
  const end = from + length + closer.length;
  const inner = text.slice(from, from + length);
  if (inner.trim() === '') return undefined;
  const tex = opener[1] && opener[1] !== 'displaymath' ? text.slice(opener.index, end) : inner;
  return { end, tex, display: opener[0] !== '\\(' };
}

/**
 * Cuts a title or abstract into prose, formulas and links, in one pass; never throws.
 * Tokens stand in order and do not overlap; what lies between them is only the wrapping of an address (`\url{}`, `<>`).
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const prose = (start: number, end: number) => {
    if (end > start) tokens.push(...linksIn(text.slice(start, end), start));
  };
  const searched = text.slice(0, LONGEST_TEXT);
  let done = 0;
  let formulas = 0;
  OPENER.lastIndex = 0;
  for (let opener = OPENER.exec(searched); opener && formulas < MOST_FORMULAS; opener = OPENER.exec(searched)) {
    if (opener[0] === '\\$' || opener[0] === '\\\\') continue;
    const formula = formulaAt(searched, opener);
    if (!formula) continue;
    const { end, tex, display } = formula;
    prose(done, opener.index);
    const url = addressIn(tex);
    if (url) tokens.push({ kind: 'link', start: opener.index, source: url, url });
    else tokens.push({ kind: 'maths', start: opener.index, source: text.slice(opener.index, end), tex, display });
    formulas++;
    done = end;
    OPENER.lastIndex = end;
  }
  OPENER.lastIndex = 0;
  prose(done, searched.length);
  if (text.length > LONGEST_TEXT) {
    tokens.push({ kind: 'text', start: LONGEST_TEXT, source: text.slice(LONGEST_TEXT) });
  }
  return tokens;
}
