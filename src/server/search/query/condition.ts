import { categoryCode, isArchive } from '#sources/arxiv/categories.ts';
import { arxivIdOf } from '#sources/arxiv/identifier.ts';
import { doiOf } from '#sources/doi.ts';
import { daysAfter, daysBefore, daysOf } from './days.ts';
import type { FieldName } from './fields.ts';
import type { Condition, Possession, TextField } from './query.ts';
import { balance } from './tokens.ts';

/** What a field's value means: a condition, or why it means none and whether its words are looked for all the same. */
export type Meaning = Condition | { why: string; searched: boolean };

const POSSESSIONS: Record<string, Possession> = {
  code: 'code',
  github: 'code',
  abstract: 'abstract',
  project: 'project',
  'project-page': 'project',
};

const MEANS_SOMETHING = /[\p{L}\p{N}]/u;
const CATEGORY = /^[a-z0-9][a-z0-9.-]{0,40}$/i;
const ADDRESS_WITHOUT_ID = /^p-[a-z0-9]{10}$/;

const nothing = (why: string): Meaning => ({ why, searched: false });
const wordsOnly = (why: string): Meaning => ({ why: `${why}, so its words are looked for instead`, searched: true });

/**
 * @param value As typed behind the field's name, without quotation marks.
 * @param quoted Whether it had some: it then is a phrase where the field holds text.
 */
export function meaningOf(field: FieldName, value: string, quoted: boolean): Meaning {
  const text = quoted ? value : bare(value);
  if (!MEANS_SOMETHING.test(text)) return nothing('holds no word');
  switch (field) {
    case 'any':
    case 'title':
    case 'abstract':
      return { kind: quoted ? 'phrase' : 'words', field: field satisfies TextField, words: text };
    case 'author':
      return author(text);
    case 'organization':
      return { kind: 'organization', name: text };
    case 'category':
      return category(text);
    case 'source': {
      const source = text.toLowerCase();
      return /^[a-z][a-z0-9-]{0,60}$/.test(source) ? { kind: 'source', source } : nothing('names no source');
    }
    case 'days':
      return days(daysOf(text));
    case 'after':
      return days(daysAfter(text));
    case 'before':
      return days(daysBefore(text));
    case 'has': {
      const what = Object.hasOwn(POSSESSIONS, text.toLowerCase()) && POSSESSIONS[text.toLowerCase()];
      return what ? { kind: 'has', what } : nothing('is not known of a paper: has: takes code, abstract or project');
    }
    case 'id': {
      const id = arxivIdOf(text) ?? doiOf(text) ?? (ADDRESS_WITHOUT_ID.test(text) ? text : undefined);
      return id === undefined || /["“”„‟«»]/.test(id)
        ? wordsOnly('is neither an arXiv id nor a DOI')
        : { kind: 'id', id };
    }
  }
}

const days = (read: ReturnType<typeof daysOf>): Meaning =>
  typeof read === 'string' ? nothing(read) : { kind: 'days', ...read };

/** arXiv writes `del_maestro` for a name of two words. */
function author(text: string): Meaning {
  const name = text.replace(/[\s_]+/g, ' ').trim();
  return { kind: 'author', name };
}

/**
 * In arXiv's own capitals: `CS.cl` is `cs.CL`, `cs.*` is the archive `cs`; a whole name does as well. Papers also carry
 * classes of the ACM and of mathematics (`I.2.7`, `68T07`) and what other sources call their categories: those are
 * taken as they are.
 */
function category(text: string): Meaning {
  const code = text.replace(/\.?\*$/, '');
  const known = categoryCode(code);
  if (known !== undefined) return { kind: 'category', category: known };
  const [archive = ''] = code.toLowerCase().split('.');
  if (code.includes('.') && isArchive(archive)) return nothing(`is no category of arXiv's ${archive}`);
  if (!CATEGORY.test(code)) return wordsOnly('is no category: they look like cs.CL');
  return { kind: 'category', category: code };
}

/** A value without what a sentence or a pair of parentheses around it left there. */
function bare(value: string): string {
  const text = value.replace(/["“”„‟«»]/g, '');
  let unopened = balance(text);
  let end = text.length;
  for (; end > 0; end -= 1) {
    const last = text[end - 1];
    if (last === ')' && unopened > 0) unopened -= 1;
    else if (last !== ',' && last !== ';') break;
  }
  return text.slice(0, end);
}

/** The words of a value that no field took, without any sign that the language could read once more. */
export function wordsIn(value: string): string[] {
  return value
    .split(/[^\p{L}\p{M}\p{N}'’.+#-]+/u)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+/u, ''))
    .filter((word) => word !== '' && !/^(?:AND|OR|NOT|ANDNOT)$/.test(word));
}
