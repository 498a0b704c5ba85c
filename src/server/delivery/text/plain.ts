import { oneLine } from './escape.ts';
import { mathmlOf } from './mathml.ts';
import { proseOf } from './tex-words.ts';
import { tokensOf } from './tokens.ts';

const UNWRAPPED = /\\(?:emph|text[a-z]*|underline|mbox)\{([^{}\\]*)\}|\{\\(?:em|it|sl|bf|tt|sc|rm|sf)\s+([^{}\\]*)\}/g;

const FONTS =
  /\\(?:mathrm|mathbf|mathcal|mathbb|mathit|mathsf|boldsymbol|bm|text(?:bf|it|tt|sf|sc|rm)?|operatorname)\s*\{([^{}]*)\}/g;
/** `{\mathbb R}`, `_{\rm3}`: the older way to say it. */
const FONT_INSIDE = /\{\\(?:rm|bf|it|sf|tt|cal|mathrm|mathbf|mathcal|mathbb)(?![A-Za-z])\s*/g;
/** Functions are words, apart from letters and figures beside them: `n log n`. */
const FUNCTION =
  /(?<=([\p{L}\p{N})])?)\s*\\(log|ln|exp|sin|cos|tan|max|min|sup|inf|lim|dim|det|arg|gcd|deg|Pr)(?![A-Za-z])\s*(?=([\p{L}\p{N}])?)/gu;
const ROOT = /\\sqrt\s*\{([^{}\\]*)\}/g;
const SPACING = /\\(?:left|right|displaystyle|quad|[,;! ])/g;

/** `\alpha` as `α`: what the command looks like when set, where that is one character. */
function symbolOf(command: string): string {
  const seen = mathmlOf(command)?.replace(/<[^>]*>/g, '') ?? '';
  return [...seen].length === 1 ? seen : command;
}

/** A formula for reading in one line: without braces where it is simple, else as its TeX. */
function lineOf(tex: string): string {
  const line = tex
    .replace(FONTS, '$1')
    .replace(FONT_INSIDE, '{')
    .replace(SPACING, '')
    .replace(FUNCTION, (_, before, name, after) => (before ? ' ' : '') + name + (after ? ' ' : ''))
    .replace(/\\(?!sqrt)[A-Za-z]+/g, symbolOf)
    .replace(ROOT, (_, under) => (/^[\p{L}\p{N}]+$/u.test(under) ? `√${under}` : `√(${under})`))
    .trim();
  return line.includes('\\') ? line : line.replace(/[{}]/g, '');
}

/** A title or abstract as plain text, for `<title>`, descriptions, labels and mail: formulas lose their dollars. */
export function plainOf(text: string): string {
  const words = tokensOf(text.trim()).map((token) => {
    if (token.kind === 'link') return token.source;
    if (token.kind === 'text') return proseOf(token.source.replace(UNWRAPPED, (_, a, b) => a ?? b ?? ''));
    return lineOf(token.tex);
  });
  return oneLine(words.join(''));
}

/** The first sentence or so: at most `limit` characters, cut at a word, with an ellipsis where something was cut. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const blank = cut.lastIndexOf(' ');
  return `${cut.slice(0, blank > limit / 2 ? blank : undefined).replace(/[\s,;:.(\-–—]+$/, '')}…`;
}
