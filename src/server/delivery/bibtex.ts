import type { Paper } from '#catalogue/paper.ts';
import { oneLine } from './text/escape.ts';
import { proseOf } from './text/tex-words.ts';
import { tokensOf } from './text/tokens.ts';

const SPECIAL: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '&': '\\&',
  '%': '\\%',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

const escaped = (text: string) => oneLine(text).replace(/[\\{}&%$#_~^]/g, (character) => SPECIAL[character]!);

function balanced(tex: string): boolean {
  let depth = 0;
  for (let at = 0; at < tex.length; at++) {
    if (tex[at] === '\\') at++;
    else if (tex[at] === '{') depth++;
    else if (tex[at] === '}' && --depth < 0) return false;
  }
  return depth === 0;
}

/** A title: formulas stay TeX where their braces pair, all else is escaped, so that no title ends its field early. */
function titleField(title: string): string {
  return tokensOf(title)
    .map((token) => {
      if (token.kind === 'maths' && balanced(token.tex)) return `$${oneLine(token.tex)}$`;
      return spaced(token.source, escaped(token.kind === 'text' ? proseOf(token.source) : token.source));
    })
    .join('')
    .trim();
}

/** Puts back the blanks at the edges that {@link oneLine} took. */
function spaced(source: string, text: string): string {
  if (text === '') return ' ';
  return `${/^\s/.test(source) ? ' ' : ''}${text}${/\s$/.test(source) ? ' ' : ''}`;
}

/** Letters and digits of ASCII: what every BibTeX takes in a key. */
function keyPart(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9 ]/g, '')
    .toLowerCase();
}

function keyOf(paper: Paper, year: string | undefined): string {
  const family =
    keyPart(paper.authors[0]?.name ?? paper.organization?.name ?? '')
      .split(' ')
      .at(-1) || 'paper';
  const word = keyPart(paper.title)
    .split(' ')
    .find((candidate) => candidate.length > 3);
  return `${family}${year ?? ''}${word ?? ''}`;
}

/**
 * The paper as one BibTeX entry: `@article` where a journal printed it, `@misc` with its eprint otherwise.
 * Fields that no source knows are left out; authors that are only counted are not invented.
 */
export function bibtexOf(paper: Paper): string {
  const year = (paper.publishedAt ?? paper.day)?.slice(0, 4);
  const authors = paper.authors.map((author) => escaped(author.name)).filter((name) => name !== '');
  const fields: [string, string | undefined][] = [
    ['title', `{${titleField(paper.title)}}`],
    [
      'author',
      authors.length > 0
        ? authors.join(' and ')
        : paper.organization && `{${escaped(paper.organization.fullname ?? paper.organization.name)}}`,
    ],
    ['year', year],
    ['journal', paper.journalRef && escaped(paper.journalRef)],
    ['eprint', paper.arxivId],
    ['archivePrefix', paper.arxivId && 'arXiv'],
    ['primaryClass', paper.arxivId && paper.categories[0] && escaped(paper.categories[0])],
    ['doi', paper.doi && oneLine(paper.doi).replace(/[{}\\]/g, '')],
    ['url', paper.arxivId ? `https://arxiv.org/abs/${paper.arxivId}` : undefined],
  ];
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},`);
  return `@${paper.journalRef ? 'article' : 'misc'}{${keyOf(paper, year)},\n${lines.join('\n')}\n}\n`;
}
