import { printable } from './escape.ts';
import { mathmlOf } from './mathml.ts';
import { proseOf } from './tex-words.ts';
import { tokensOf } from './tokens.ts';

const UNWRAPPED = /\\(?:emph|text[a-z]*|underline|mbox)\{([^{}\\]*)\}|\{\\(?:em|it|sl|bf|tt|sc|rm|sf)\s+([^{}\\]*)\}/g;

const FONTS = /\\(?:mathrm|mathbf|mathcal|mathbb|mathit|mathsf|text|textbf|textit|operatorname)\s*\{([^{}]*)\}/g;
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
    .replace(SPACING, '')
    .replace(/\\[A-Za-z]+/g, symbolOf)
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
  return printable(words.join('')).replace(/\s+/g, ' ').trim();
}

/** The first sentence or so: at most `limit` characters, cut at a word, with an ellipsis where something was cut. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const blank = cut.lastIndexOf(' ');
  return `${cut.slice(0, blank > limit / 2 ? blank : undefined).replace(/[\s,;:.(\-–—]+$/, '')}…`;
}
