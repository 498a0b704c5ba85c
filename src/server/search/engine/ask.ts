import { nameKeys } from '../author-name.ts';
import { wordOf } from '../text/stems.ts';
import { cutWords } from '../text/words.ts';
import { type AskedTerm, rarityOf } from './bm25.ts';
import type { Corpus } from './corpus.ts';
import { NAME } from './dictionary.ts';
import { titleNumber } from './document.ts';
import type { Spelling } from './spelling.ts';

/** What is looked for in place of a misspelled word counts less than a word that was typed. */
const GUESS_WEIGHT = 0.7;
/** In longer questions each word matters less than the time to guess at it. */
const MOST_GUESSED = 12;
/** A word of so few papers may be a slip that its authors made too, where one letter away is one of far more papers. */
const RARE = 5;
const MUCH_MORE_FREQUENT = 200;
/** Different words of a question that count; of a longer one those that fewest papers have. */
const MOST_TERMS = 128;

export interface Asked {
  terms: (AskedTerm & { word: string })[];
  /** Different words of the question that count, those that no paper has among them. */
  words: number;
  corrections: { word: string; instead: string }[];
  /** Words that no paper has, and that are like none. */
  missing: string[];
}

/** A word of the whole corpus that is likelier to be meant than one that `papers` papers have. */
function likeliest(corpus: Corpus, spelling: Spelling, stem: string, papers: number): number | undefined {
  const [guess] = spelling.like(corpus, stem, { limit: 4 }).filter(({ term, mistakes }) => {
    const isMuchMoreFrequent = corpus.frequency(term) >= papers * MUCH_MORE_FREQUENT;
    return mistakes > 0 && (papers === 0 || (mistakes === 1 && isMuchMoreFrequent));
  });
  return guess?.term;
}

/** The words of a question as terms of the corpus. Of a word that no paper has, the likeliest that was meant. */
export function askedTerms(corpus: Corpus, spelling: Spelling, text: string): Asked {
  const byStem = new Map<string, { word: string; count: number }>();
  for (const word of cutWords(text).words) {
    const { stem } = wordOf(word);
    if (!stem) continue;
    const known = byStem.get(stem);
    if (known) known.count++;
    else byStem.set(stem, { word, count: 1 });
  }
  const asked: Asked = { terms: [], words: byStem.size, corrections: [], missing: [] };
  const guesses = byStem.size <= MOST_GUESSED;
  for (const [stem, { word, count }] of byStem) {
    const term = corpus.dictionary.find(stem);
    const papers = term < 0 ? 0 : corpus.frequency(term);
    const guess = guesses && papers <= RARE ? likeliest(corpus, spelling, stem, papers) : undefined;
    // A slip that authors make too is looked for as it is; the word that was meant counts as the question's.
    if (papers > 0) {
      const isSlip = guess !== undefined;
      asked.terms.push({ term, word, weight: count, rarity: rarityOf(corpus, term), isSlip });
    }
    if (guess !== undefined) {
      const instead = corpus.dictionary.textOf(guess);
      asked.corrections.push({ word, instead });
      const rarity = rarityOf(corpus, guess);
      asked.terms.push({ term: guess, word: instead, weight: count * GUESS_WEIGHT, rarity });
    } else if (papers === 0) asked.missing.push(word);
  }
  if (asked.terms.length > MOST_TERMS) {
    asked.terms.sort((a, b) => b.rarity * b.weight - a.rarity * a.weight);
    asked.terms.length = MOST_TERMS;
  }
  return asked;
}

/** Documents whose title the whole text is but for spelling. */
export function titled(corpus: Corpus, text: string): number[] {
  const number = titleNumber(text);
  const found: number[] = [];
  if (number === 0) return found;
  const { titles, docs, alive } = corpus;
  for (let doc = titles.indexOf(number); doc >= 0 && doc < docs; doc = titles.indexOf(number, doc + 1)) {
    if (alive[doc] === 1) found.push(doc);
  }
  return found;
}

const FEWEST_NAME_WORDS = 2;
const MOST_NAME_WORDS = 6;

/** Documents with an author whose whole name the text is; one word is a topic more often than a name. */
export function writtenBy(corpus: Corpus, text: string): number[] {
  const key = nameKeys(text)[0] ?? '';
  const words = key.split(' ').length;
  if (words < FEWEST_NAME_WORDS || words > MOST_NAME_WORDS) return [];
  const term = corpus.dictionary.find(NAME + key);
  const found: number[] = [];
  if (term < 0) return found;
  corpus.eachRun(term, ({ docs }, from, to) => {
    for (let at = from; at < to; at++) if (corpus.alive[docs[at]!] === 1) found.push(docs[at]!);
  });
  return found;
}
