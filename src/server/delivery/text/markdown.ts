import { printable } from './escape.ts';
import { proseOf } from './tex-words.ts';
import { tokensOf } from './tokens.ts';

/** Prose as Markdown that means only its words: no links, images, HTML, code or emphasis of the paper's making. */
export function markdownWords(text: string): string {
  return printable(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\<>[\]`*|]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/^(\s*)([#+=~-]|\d+(?=[.)]))/, '$1\\$2');
}

/** A formula between dollars; `<` and backticks are spelled out because a reader without maths would see HTML or code. */
function formula(tex: string, display: boolean): string {
  const inner = printable(tex)
    .replace(/\s+/g, ' ')
    .replaceAll('<', '\\lt ')
    .replaceAll('>', '\\gt ')
    .replaceAll('`', '\\grave{}');
  return display ? `$$${inner.trim()}$$` : `$${inner.trim()}$`;
}

/** A web address between angle brackets. */
export const markdownAddress = (url: string) => `<${url.replace(/[<>\s]/g, encodeURIComponent)}>`;

/** A title or abstract as Markdown: its words, its formulas as TeX between dollars, its addresses as links. */
export function proseMarkdown(text: string): string {
  return tokensOf(text.trim())
    .map((token) => {
      if (token.kind === 'maths') return formula(token.tex, token.display);
      return token.kind === 'link' ? markdownAddress(token.url) : markdownWords(proseOf(token.source));
    })
    .join('')
    .trim();
}
