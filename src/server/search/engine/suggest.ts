import { stemOf } from '../text/stems.ts';
import { cutWords, folded } from '../text/words.ts';
import { rarityOf } from './bm25.ts';
import type { Corpus } from './corpus.ts';
import { CATEGORY } from './dictionary.ts';
import { FIELD, NO_DAY } from './packed.ts';
import type { Spelling } from './spelling.ts';
import { Top } from './top.ts';

/** Below this, everything begins with it. */
export const SHORTEST_SUGGESTION = 3;
const MOST_WORDS = 12;
/** Words that what was typed last may become. */
const ENDINGS = 48;
/** Of so many that it may become, those are the most frequent. */
const MOST_ENDINGS = 4_000;
/** What a misspelled word's likeness is worth beside the word itself. */
const GUESS_WEIGHT = 0.5;
const NAMES_LOOKED_AT = 3_000;

export interface Suggestions {
  /** Papers whose titles go on like this. */
  papers: string[];
  /** Keys of authors, as `nameKeys` makes them, with a paper of each and how many there are. */
  authors: { key: string; paper: string; papers: number }[];
  categories: { category: string; papers: number }[];
}

interface Variant {
  term: number;
  weight: number;
}

/** Stems that begin like what was typed, the most frequent first; or that it begins with, as `optimizat` with `optim`. */
function endings(corpus: Corpus, typed: string): Variant[] {
  const { dictionary } = corpus;
  const found = corpus.beginnings
    .find('stems', typed, MOST_ENDINGS)
    .map((term) => ({ term, papers: corpus.frequency(term) }));
  found.sort((a, b) => b.papers - a.papers);
  const stem = dictionary.find(stemOf(typed) || typed);
  const shorter = [6, 5, 4, 3, 2, 1].map((cut) =>
    typed.length - cut >= 4 ? dictionary.find(typed.slice(0, -cut)) : -1,
  );
  const terms = [stem, ...found.slice(0, ENDINGS).map(({ term }) => term), ...(found.length < 4 ? shorter : [])];
  return [...new Set(terms)].filter((term) => term >= 0).map((term) => ({ term, weight: 1 }));
}

function variantsOf(corpus: Corpus, spelling: Spelling, typed: string, isLast: boolean): Variant[] {
  const exact = corpus.dictionary.find(stemOf(typed));
  const known = isLast ? endings(corpus, typed) : exact >= 0 ? [{ term: exact, weight: 1 }] : [];
  if (known.some(({ term }) => corpus.frequency(term) > 0)) return known;
  // The last word may be a beginning, or whole already.
  const begun = isLast ? spelling.like(corpus, typed, { asPrefix: true, limit: 6 }) : [];
  const guesses = new Set([...begun, ...spelling.like(corpus, stemOf(typed), { limit: 6 })].map(({ term }) => term));
  return [...known, ...Array.from(guesses, (term) => ({ term, weight: GUESS_WEIGHT }))];
}

/** Papers whose titles have every word, the last one perhaps unfinished; many votes and late days come first. */
function papersTitled(corpus: Corpus, words: Variant[][], limit: number): string[] {
  const scores = new Float32Array(corpus.docs);
  const met = new Uint8Array(corpus.docs);
  for (const [place, variants] of words.entries()) {
    const best = new Float32Array(corpus.docs);
    // What a word may become counts by the most frequent of it: else the rarest ending would always come first.
    const rarity = Math.min(...variants.map(({ term }) => rarityOf(corpus, term)));
    for (const { term, weight } of variants) {
      const points = weight * rarity;
      corpus.eachRun(term, ({ docs, fields }, from, to) => {
        for (let at = from; at < to; at++) {
          const doc = docs[at]!;
          if (met[doc] !== place && best[doc] === 0) continue;
          if ((fields[at]! & FIELD.title) === 0 || corpus.alive[doc] !== 1) continue;
          met[doc] = place + 1;
          if (points > best[doc]!) {
            scores[doc]! += points - best[doc]!;
            best[doc] = points;
          }
        }
      });
    }
  }
  const top = new Top(limit);
  for (let doc = 0; doc < corpus.docs; doc++) {
    if (met[doc] !== words.length) continue;
    const day = corpus.days[doc] === NO_DAY ? 0 : corpus.days[doc]!;
    // A year is worth as much as ten times the votes; neither as much as a rarer word.
    top.add(doc, scores[doc]! + Math.log10(1 + corpus.votes[doc]!) + day / 365);
  }
  return Array.from(top.sorted().docs, (doc) => corpus.ids[doc]!);
}

/** Authors of whose names each typed word begins one; the last word as far as it was typed. */
function authorsNamed(corpus: Corpus, typed: string[], limit: number): Suggestions['authors'] {
  const { dictionary } = corpus;
  // The longest word is looked for, because thousands of names go on like a single letter.
  const longest = typed.reduce((a, b) => (b.length > a.length ? b : a));
  const others = typed.filter((word) => word !== longest);
  const found = new Map<number, number>();
  for (const among of ['names', 'insideNames'] as const) {
    for (const term of corpus.beginnings.find(among, longest, NAMES_LOOKED_AT)) {
      const words = dictionary.textOf(term).slice(1).split(' ');
      if (others.every((other) => words.some((word) => word.startsWith(other))))
        found.set(term, corpus.frequency(term));
    }
  }
  const authors: Suggestions['authors'] = [];
  for (const [term, papers] of [...found].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
    const paper = authors.length < limit ? livingPaper(corpus, term) : undefined;
    if (paper !== undefined) authors.push({ key: dictionary.textOf(term).slice(1), paper, papers });
  }
  return authors;
}

function livingPaper(corpus: Corpus, term: number): string | undefined {
  let found: string | undefined;
  corpus.eachRun(term, ({ docs }, from, to) => {
    for (let at = to - 1; at >= from && found === undefined; at--) {
      if (corpus.alive[docs[at]!] === 1) found = corpus.ids[docs[at]!];
    }
  });
  return found;
}

/** Categories that are meant by name, then those whose code begins like what was typed. */
function categoriesLike(corpus: Corpus, text: string, named: string[], limit: number): Suggestions['categories'] {
  const wanted = text.trim().toLowerCase();
  return corpus.kinds[CATEGORY]!.map((term) => ({
    category: corpus.dictionary.textOf(term).slice(1),
    papers: corpus.frequency(term),
  }))
    .filter(({ category }) => named.includes(category) || category.toLowerCase().startsWith(wanted))
    .sort((a, b) => b.papers - a.papers)
    .slice(0, limit);
}

/**
 * What a question may become, from three letters on; misspelled words find what they are like.
 * @param named categories whose names are like the text.
 */
export function suggest(corpus: Corpus, spelling: Spelling, text: string, limit: number, named: string[]): Suggestions {
  const typed = cutWords(text.slice(0, 200)).words.slice(0, MOST_WORDS).map(folded);
  const nothing = { papers: [], authors: [], categories: [] };
  if (typed.join('').length < SHORTEST_SUGGESTION) return nothing;
  const isUnfinished = !/\s$/.test(text);
  const words = typed
    .map((word, at) => ({ word, isLast: isUnfinished && at === typed.length - 1 }))
    .filter(({ word, isLast }) => isLast || stemOf(word) !== '')
    .map(({ word, isLast }) => variantsOf(corpus, spelling, word, isLast));
  return {
    papers: words.length > 0 ? papersTitled(corpus, words, limit) : [],
    authors: authorsNamed(corpus, typed, limit),
    categories: categoriesLike(corpus, text, named, limit),
  };
}
