import { type Clause, papersWith, phraseTest, type SearchIndex, saysSomething, wordTest } from '#search/index.ts';
import { arxivIdOf } from '#sources/arxiv/identifier.ts';
import { isoMinute } from './dates.ts';
import type { DateTerm, TextTerm } from './query.ts';
import type { ArxivShelf, Shelved } from './shelf.ts';

/** Where terms are looked for. */
export interface Place {
  index: SearchIndex;
  shelf: ArxivShelf;
}

const WILD = /[*?]/;
const FIELD_OF = { ti: 'title', abs: 'abstract', all: 'any' } as const;

/**
 * Ids of the papers that have a term; undefined for a term that says nothing, as a stop word: no query is about those.
 * All is exact but that a word with `*` or `?` in it is looked for by its beginning.
 */
export async function idsWith({ index, shelf }: Place, term: TextTerm | DateTerm): Promise<Set<string> | undefined> {
  if (term.is === 'dates') return keysOf(shelf, datesTest(term));
  const { field, text, isQuoted } = term;
  switch (field) {
    case 'ti':
    case 'abs':
      return inWords(index, FIELD_OF[field], term);
    case 'au':
      return byAuthor(index, text);
    case 'co':
    case 'jr':
      return saysSomething(text) ? keysOf(shelf, textTest(field, text, isQuoted)) : undefined;
    case 'cat':
      return keysOf(shelf, categoryTest(text, isQuoted));
    case 'id': {
      const id = arxivIdOf(text);
      return new Set(id !== undefined && shelf.papers.has(id) ? [id] : []);
    }
    // The catalogue keeps no report numbers.
    case 'rn':
      return new Set();
    case 'all':
      return anywhere({ index, shelf }, term);
  }
}

async function anywhere({ index, shelf }: Place, term: TextTerm): Promise<Set<string> | undefined> {
  const { text, isQuoted } = term;
  const words = await inWords(index, 'any', term);
  if (!words) return undefined;
  const [inComment, inJournal] = [textTest('co', text, isQuoted), textTest('jr', text, isQuoted)];
  const isIn = categoryTest(text, isQuoted);
  const rest = keysOf(shelf, (paper) => inComment(paper) || inJournal(paper) || isIn(paper));
  const named = arxivIdOf(text);
  // Phrases are looked for in titles and abstracts; the names beside them are not one text.
  const authors = isQuoted ? await byAuthor(index, text) : undefined;
  const ids = words.union(rest);
  if (named !== undefined) ids.add(named);
  return authors ? ids.union(authors) : ids;
}

async function inWords(
  index: SearchIndex,
  field: 'title' | 'abstract' | 'any',
  { text, isQuoted }: TextTerm,
): Promise<Set<string> | undefined> {
  const [start = ''] = text.split(WILD);
  if (!isQuoted && start !== text) {
    return start === '' ? new Set() : new Set(await papersWith(index, { kind: 'beginning', field, start }));
  }
  if (!isQuoted && !saysSomething(text)) return undefined;
  const clause: Clause = { kind: isQuoted ? 'phrase' : 'words', field, words: text, not: false };
  return new Set(await papersWith(index, clause));
}

/** `del_maestro` is a name of two words; the `y` of `lecun_y` is an initial, and no name is looked for by one. */
async function byAuthor(index: SearchIndex, text: string): Promise<Set<string> | undefined> {
  const words = text
    .split(WILD)[0]!
    .split(/[\s_]+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const long = words.filter((word) => word.replace(/\W/g, '').length > 1 || /[^\x20-\x7e]/.test(word));
  const name = (text.includes('_') && long.length > 0 ? long : words).join(' ');
  return name === '' ? undefined : new Set(await papersWith(index, { kind: 'author', name, not: false }));
}

function keysOf({ papers }: ArxivShelf, passes: (paper: Shelved) => boolean): Set<string> {
  const ids = new Set<string>();
  for (const paper of papers.values()) if (passes(paper)) ids.add(paper.id);
  return ids;
}

function textTest(field: 'co' | 'jr', text: string, isQuoted: boolean): (paper: Shelved) => boolean {
  const has = isQuoted ? phraseTest(text) : wordTest(text);
  return ({ comment, journalRef }) => {
    const where = field === 'co' ? comment : journalRef;
    return where !== '' && has(where);
  };
}

/** `cs.CL`, in any case; with `*` for any letters and `?` for one, unless it is quoted. An archive is all within it. */
function categoryTest(text: string, isQuoted: boolean): (paper: Shelved) => boolean {
  const asked = text.toLowerCase();
  if (!isQuoted && WILD.test(asked)) {
    const parts = asked
      .replace(/[^*?]/g, (letter) => RegExp.escape(letter))
      .replace(/\*+/g, '.*')
      .replaceAll('?', '.');
    const pattern = new RegExp(`^${parts}$`);
    return ({ categories }) => categories.some((category) => pattern.test(category.toLowerCase()));
  }
  return ({ categories }) =>
    categories.some((category) => {
      const own = category.toLowerCase();
      return own === asked || own.startsWith(`${asked}.`);
    });
}

/** A time that no source knows lies in no range. */
function datesTest({ field, from, to }: DateTerm): (paper: Shelved) => boolean {
  const first = from === '*' ? '0' : isoMinute(from);
  // Behind the last second of its minute.
  const last = to === '*' ? '9999' : `${isoMinute(to)}:60`;
  return ({ submitted, updated }) => {
    const at = field === 'submittedDate' ? submitted : updated;
    return at >= first && at < last;
  };
}
