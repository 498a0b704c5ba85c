import type { Paper } from '#catalogue/paper.ts';
import { type Cut, cutWords, type Span, spansOf, stemsIn } from './highlight.ts';
import type { Shortcut } from './shortcuts.ts';

/** One reason for a hit's place. Ranking comes after this room; its reasons have the same shape. */
export interface HitReason {
  signal: 'identity' | 'words' | 'recency';
  words: string;
  /** Its part of the score; parts add up to the score. */
  points: number;
}

export interface SearchHit {
  paper: Paper;
  score: number;
  because: HitReason[];
  /** Title and whole abstract in pieces; joined they are the text. No piece for an abstract that is not known. */
  title: Span[];
  abstract: Span[];
}

/** Above any BM25 score of 32 words, so that the score's order is the hits' order. */
const EXACT_POINTS = 1_000;
const WORDS_NAMED = 6;

/** What a hit is made of, beside the paper. */
export interface Grounds {
  score: number;
  /** Which short-cut found it, with the words for it. */
  exact?: { kind: Shortcut; words: string };
  /** Set where hits are ordered by date. */
  day?: string;
}

/** The question's stems, each with the word that the question had for it. */
export type AskedWords = Map<string, string>;

const quoted = (words: string[]) => words.map((word) => `“${word}”`).join(', ');

/** A paper with its texts cut into words. */
export interface CutPaper {
  paper: Paper;
  title: Cut;
  abstract: Cut | undefined;
  /** What else the index has words of. */
  rest: Cut;
}

export function cutPaper(paper: Paper): CutPaper {
  const names = paper.authors.slice(0, 30).map((author) => author.name);
  return {
    paper,
    title: cutWords(paper.title),
    abstract: paper.abstract === undefined ? undefined : cutWords(paper.abstract),
    rest: cutWords([...names, ...paper.keywords].join('\n')),
  };
}

export const cutsOf = ({ title, abstract, rest }: CutPaper): Cut[] =>
  abstract ? [title, abstract, rest] : [title, rest];

function wordsReason(cut: CutPaper, score: number, asked: AskedWords, stems: Map<string, string>): HitReason {
  const found = stemsIn(cutsOf(cut), new Set(asked.keys()), stems).map((stem) => asked.get(stem)!);
  const named = quoted(found.slice(0, WORDS_NAMED)) + (found.length > WORDS_NAMED ? ' and more' : '');
  const all = found.length === asked.size && asked.size > 1 ? 'all words: ' : '';
  return {
    signal: 'words',
    words: found.length > 0 ? `Has ${all}${named}` : 'Has words of the question',
    points: score,
  };
}

export function hitOf(cut: CutPaper, grounds: Grounds, asked: AskedWords, stems: Map<string, string>): SearchHit {
  const wanted = new Set(asked.keys());
  const { score, exact, day } = grounds;
  const because: HitReason[] = exact
    ? [{ signal: 'identity', words: exact.words, points: EXACT_POINTS }]
    : [wordsReason(cut, score, asked, stems)];
  if (day && !exact) because.push({ signal: 'recency', words: `Newest first: ${day}`, points: 0 });
  return {
    paper: cut.paper,
    score: exact ? EXACT_POINTS : score,
    because,
    title: spansOf(cut.title, wanted, stems),
    abstract: cut.abstract ? spansOf(cut.abstract, wanted, stems) : [],
  };
}
