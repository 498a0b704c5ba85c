import { nameKeys } from '../author-name.ts';
import type { Clause, TextField } from '../query/query.ts';
import { stemOf, wordOf } from '../text/stems.ts';
import { cutWords } from '../text/words.ts';
import type { Corpus } from './corpus.ts';
import { CATEGORY, HAS, NAME, ORGANIZATION, SOURCE } from './dictionary.ts';
import { dayNumber, organizationKey } from './document.ts';
import { FIELD, NO_DAY } from './packed.ts';

const ANY_FIELD = FIELD.title | FIELD.abstract | FIELD.name | FIELD.keyword;
const BITS: Record<TextField, number> = { any: ANY_FIELD, title: FIELD.title, abstract: FIELD.abstract };

/** The bits of a field of text. */
export const textBits = (field: TextField): number => BITS[field];

/** 1 for each document that a clause is about; `not` is not looked at. */
type Mask = Uint8Array;

/** Documents that have any of the terms, in fields of these bits; in any at all where there are none. */
export function marked(corpus: Corpus, terms: number[], bits: number): Mask {
  const mask = new Uint8Array(corpus.docs);
  for (const term of terms) {
    corpus.eachRun(term, ({ docs, fields }, from, to) => {
      for (let at = from; at < to; at++) if (bits === 0 || (fields[at]! & bits) !== 0) mask[docs[at]!] = 1;
    });
  }
  return mask;
}

function both(a: Mask, b: Mask): Mask {
  for (let i = 0; i < a.length; i++) a[i]! &= b[i]!;
  return a;
}

/** Documents that have all the words in a field. Stop words are no condition, words that nobody wrote are. */
function allWords(corpus: Corpus, text: string, bits: number): Mask {
  let mask: Mask | undefined;
  for (const spelled of cutWords(text).words) {
    const { stem } = wordOf(spelled);
    if (!stem) continue;
    const has = marked(corpus, [corpus.dictionary.find(stem)], bits);
    mask = mask ? both(mask, has) : has;
  }
  return mask ?? new Uint8Array(corpus.docs).fill(1);
}

/** The field's part of a document's words. */
function partOf(sequence: Uint16Array, field: TextField): Uint16Array {
  if (field === 'any') return sequence;
  const title = sequence.indexOf(0);
  return field === 'title' ? sequence.subarray(0, title) : sequence.subarray(title + 1);
}

function holds(sequence: Uint16Array, phrase: Uint16Array): boolean {
  const [first, length] = [phrase[0]!, phrase.length];
  for (let at = sequence.indexOf(first); at >= 0; at = sequence.indexOf(first, at + 1)) {
    let i = 1;
    while (i < length && sequence[at + i] === phrase[i]) i++;
    if (i === length) return true;
  }
  return false;
}

/** Documents that have the words one behind the other, as they are spelled but for case and accents. */
function phrase(corpus: Corpus, text: string, field: TextField): Mask {
  const hashes = Uint16Array.from(cutWords(text).words, (spelled) => wordOf(spelled).hash);
  const bits = field === 'any' ? FIELD.title | FIELD.abstract : BITS[field];
  const mask = allWords(corpus, text, bits);
  if (hashes.length === 0) return mask;
  for (let doc = 0; doc < corpus.docs; doc++) {
    if (mask[doc] === 1 && !holds(partOf(corpus.sequenceOf(doc), field), hashes)) mask[doc] = 0;
  }
  return mask;
}

/**
 * By whole name where anybody has it, else by all of its words among the names. One word is a part of a name, also where
 * a source has a paper by somebody “Wang”. Names that are stop words too, as `He` and `Do`, are words of no index: those
 * are looked for in the whole names.
 */
function author(corpus: Corpus, name: string): Mask {
  const keys = nameKeys(name);
  const whole = keys.filter((key) => key.includes(' '));
  const exact = whole.map((key) => corpus.dictionary.find(NAME + key)).filter((term) => term >= 0);
  if (exact.length > 0) return marked(corpus, exact, 0);
  if (cutWords(name).words.some(stemOf)) return allWords(corpus, name, FIELD.name);
  return marked(corpus, termsOf(corpus, NAME, holdsWords(keys[0]?.split(' ') ?? [])), 0);
}

/** Whether a text has all of some words, each whole. */
const holdsWords = (words: string[]) => (text: string) => {
  const own = text.split(' ');
  return words.every((word) => own.includes(word));
};

/** Terms of a kind whose text passes. */
const termsOf = (corpus: Corpus, kind: string, passes: (text: string) => boolean) =>
  corpus.kinds[kind]!.filter((term) => passes(corpus.dictionary.textOf(term).slice(1)));

function category(corpus: Corpus, asked: string): Mask {
  const whole = asked.replace(/\.?\*$/, '').toLowerCase();
  const isGroup = !whole.includes('.');
  const passes = (text: string) => {
    const lower = text.toLowerCase();
    return lower === whole || (isGroup && lower.startsWith(`${whole}.`));
  };
  return marked(corpus, termsOf(corpus, CATEGORY, passes), 0);
}

function organization(corpus: Corpus, name: string): Mask {
  const words = organizationKey(name).split(' ').filter(Boolean);
  if (words.length === 0) return new Uint8Array(corpus.docs);
  return marked(corpus, termsOf(corpus, ORGANIZATION, holdsWords(words)), 0);
}

function days(corpus: Corpus, from: string | undefined, to: string | undefined): Mask {
  const mask = new Uint8Array(corpus.docs);
  const first = from === undefined ? NO_DAY + 1 : dayNumber(from);
  const last = to === undefined ? 0x7fffffff : dayNumber(to);
  for (let doc = 0; doc < mask.length; doc++) {
    const day = corpus.days[doc]!;
    if (day !== NO_DAY && day >= first && day <= last) mask[doc] = 1;
  }
  return mask;
}

function maskOf(corpus: Corpus, clause: Clause): Mask {
  switch (clause.kind) {
    case 'words':
      return allWords(corpus, clause.words, BITS[clause.field]);
    case 'phrase':
      return phrase(corpus, clause.words, clause.field);
    case 'author':
      return author(corpus, clause.name);
    case 'category':
      return category(corpus, clause.category);
    case 'organization':
      return organization(corpus, clause.name);
    case 'source':
      return marked(corpus, [corpus.dictionary.find(SOURCE + clause.source)], 0);
    case 'days':
      return days(corpus, clause.from, clause.to);
    case 'has':
      return marked(corpus, [corpus.dictionary.find(HAS + clause.what)], 0);
    case 'id': {
      const mask = new Uint8Array(corpus.docs);
      const doc = corpus.numbers.get(clause.id);
      if (doc !== undefined) mask[doc] = 1;
      return mask;
    }
  }
}

/** 1 for each paper that meets every clause. Good until the corpus changes; not to be written to. */
export function allowedBy(corpus: Corpus, clauses: readonly Clause[]): Uint8Array {
  if (clauses.length === 0) return corpus.alive;
  const allowed = corpus.alive.slice(0, corpus.docs);
  for (const clause of clauses) {
    // A stop word is in no index: asking for it, or doing without it, is no condition.
    if (clause.kind === 'words' && !cutWords(clause.words).words.some(stemOf)) continue;
    const mask = maskOf(corpus, clause);
    const wanted = clause.not ? 0 : 1;
    for (let doc = 0; doc < allowed.length; doc++) if (mask[doc] !== wanted) allowed[doc] = 0;
  }
  return allowed;
}
