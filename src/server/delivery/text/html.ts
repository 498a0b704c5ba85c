import { escapeHtml } from './escape.ts';
import { mathmlOf } from './mathml.ts';
import { proseOf } from './tex-words.ts';
import type { Token } from './token.ts';
import { tokensOf } from './tokens.ts';

/** From and to, in UTF-16 units of the text as given. */
export type Range = readonly [from: number, to: number];

export interface HtmlOptions {
  /** Whether addresses become links; in a title, which is a link itself, they must not. */
  links?: boolean;
  /** What a question found, shown with `<mark>`; ranges inside formulas and links are not shown. */
  marks?: Range[];
}

const EMPHASIS =
  /\\(emph|textit|textsl|textbf|texttt|textsc|textrm|textsf|text|underline|mbox)\{([^{}\\]*)\}|\{\\(em|it|sl|bf|tt|sc|rm|sf)\s+([^{}\\]*)\}/g;
const ELEMENT: Record<string, string> = {
  emph: 'em',
  textit: 'em',
  textsl: 'em',
  em: 'em',
  it: 'em',
  sl: 'em',
  textbf: 'strong',
  bf: 'strong',
  texttt: 'code',
  tt: 'code',
};

function proseHtml(source: string): string {
  if (!source.includes('\\')) return escapeHtml(proseOf(source));
  let out = '';
  let done = 0;
  for (const match of source.matchAll(EMPHASIS)) {
    const element = ELEMENT[match[1] ?? match[3] ?? ''];
    const inner = escapeHtml(proseOf(match[2] ?? match[4] ?? ''));
    out += escapeHtml(proseOf(source.slice(done, match.index)));
    out += element ? `<${element}>${inner}</${element}>` : inner;
    done = match.index + match[0].length;
  }
  return out + escapeHtml(proseOf(source.slice(done)));
}

function markedHtml(source: string, start: number, marks: Range[]): string {
  let out = '';
  let done = 0;
  for (const [from, to] of marks) {
    const first = Math.max(from - start, done);
    const last = Math.min(to - start, source.length);
    if (last <= first) continue;
    out += `${proseHtml(source.slice(done, first))}<mark>${proseHtml(source.slice(first, last))}</mark>`;
    done = last;
  }
  return out + proseHtml(source.slice(done));
}

function tokenHtml(token: Token, options: HtmlOptions): string {
  if (token.kind === 'text') return markedHtml(token.source, token.start, options.marks ?? []);
  if (token.kind === 'maths') {
    return mathmlOf(token.tex, token.display) ?? `<code>${escapeHtml(token.source)}</code>`;
  }
  if (!options.links) return escapeHtml(token.source);
  return `<a href="${escapeHtml(token.url)}" rel="nofollow noopener">${escapeHtml(token.source)}</a>`;
}

/**
 * A title or abstract as HTML: prose escaped, formulas as MathML or as their source, addresses as links.
 * Total: whatever the text, the result is well-formed and holds no element, attribute or address beyond these.
 */
export function htmlOf(text: string, options: HtmlOptions = {}): string {
  return tokensOf(text.trimEnd())
    .map((token) => tokenHtml(token, options))
    .join('');
}
