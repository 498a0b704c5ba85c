import type { TextField } from './query.ts';

/** The fields of the language. Names of GitHub's, arXiv's and Google Scholar's habits stand for the same ones. */

export type FieldName =
  | TextField
  | 'author'
  | 'category'
  | 'organization'
  | 'source'
  | 'days'
  | 'after'
  | 'before'
  | 'has'
  | 'id';

/** What `name:` is: a field of ours, one that others have, or a slip of the pen. */
export type Named =
  | { is: 'field'; field: FieldName }
  | { is: 'foreign'; what: string }
  | { is: 'misspelt'; meant: string };

const NAMES: Record<FieldName, string> = {
  any: 'all',
  title: 'title ti intitle',
  abstract: 'abs abstract',
  author: 'author au authors',
  category: 'cat category',
  organization: 'org organization organisation',
  source: 'source',
  days: 'year date years submitteddate',
  after: 'after',
  before: 'before',
  has: 'has',
  id: 'id',
};

/** Prefixes of arXiv's query API that nothing here answers to. */
const FOREIGN: Record<string, string> = {
  co: 'comments',
  jr: 'journal references',
  rn: 'report numbers',
  lastupdateddate: 'the day of the last change',
};

const KNOWN = new Map<string, Named>([
  ...Object.entries(NAMES).flatMap(([field, names]) =>
    names.split(' ').map((name): [string, Named] => [name, { is: 'field', field: field as FieldName }]),
  ),
  ...Object.entries(FOREIGN).map(([name, what]): [string, Named] => [name, { is: 'foreign', what }]),
]);

/** Names that a slip is compared with. Of shorter ones too many words of their own are one letter away (`is`, `cab`). */
const SPELT = ['author', 'title', 'abstract', 'category', 'source', 'before', 'after', 'year'];
/** From here on a wrong letter is a slip: `bear:` is not `year:`, but `auther:` is `author:`. */
const LONG_ENOUGH_FOR_A_WRONG_LETTER = 5;

/** Reads a field's name, in any case; undefined for a word that happens to have a colon behind it. */
export function namedField(name: string): Named | undefined {
  const lower = name.toLowerCase();
  const known = KNOWN.get(lower);
  if (known) return known;
  const meant = SPELT.find((spelt) => isSlip(lower, spelt));
  return meant === undefined ? undefined : { is: 'misspelt', meant };
}

/** Whether a word is one letter more, less or other than the name, or has two neighbours exchanged. */
function isSlip(word: string, name: string): boolean {
  let from = 0;
  while (from < word.length && from < name.length && word[from] === name[from]) from += 1;
  let [end, nameEnd] = [word.length, name.length];
  while (end > from && nameEnd > from && word[end - 1] === name[nameEnd - 1]) [end, nameEnd] = [end - 1, nameEnd - 1];
  const [rest, nameRest] = [word.slice(from, end), name.slice(from, nameEnd)];
  if (rest.length + nameRest.length === 1) return true;
  if (rest.length === 1 && nameRest.length === 1) return name.length >= LONG_ENOUGH_FOR_A_WRONG_LETTER;
  return rest.length === 2 && nameRest.length === 2 && rest[0] === nameRest[1] && rest[1] === nameRest[0];
}
