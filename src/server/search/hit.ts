import type { Paper } from '#catalogue/paper.ts';
import type { EngineHit, Order } from './engine/question.ts';
import { findStems, type Span, spansOf } from './highlight.ts';
import { type Clause, isPlain, type Query } from './query/query.ts';
import { stemOf } from './text/stems.ts';
import { cutWords } from './text/words.ts';

/** One reason for a hit's place. Ranking comes after this room; its reasons have the same shape. */
export interface HitReason {
  signal: 'identity' | 'words' | 'meaning' | 'recency' | 'votes';
  words: string;
  /** Its part of the score; parts add up to the score. */
  points: number;
}

/** How a hit's score came about, number by number. */
export interface HitExplanation {
  /** What each of the question's words adds, and what all of them add: BM25 as a share of the question's best. */
  terms: { word: string; points: number }[];
  words: number;
  meaning: number;
  /** Cosine between question and paper. */
  nearness?: number;
}

export interface SearchHit {
  paper: Paper;
  score: number;
  because: HitReason[];
  /** Title and whole abstract in pieces; joined they are the text. No piece for an abstract that is not known. */
  title: Span[];
  abstract: Span[];
  explanation?: HitExplanation;
}

export type Shortcut = 'id' | 'title' | 'author';

const WORDS_NAMED = 6;

/** The question's stems, each with the word that the question has for it. */
export type AskedWords = ReadonlyMap<string, string>;

const saysWords = (clause: Clause) => (clause.kind === 'words' || clause.kind === 'phrase') && !clause.not;

/** What is to be marked in hits: plain words, and words and phrases that a condition asks for. */
export function askedWords({ words, clauses }: Query, corrections: { instead: string }[]): AskedWords {
  const texts = [words, ...clauses.filter(saysWords).map((clause) => ('words' in clause ? clause.words : ''))];
  const spelled = [...texts, ...corrections.map(({ instead }) => instead)].flatMap((text) => cutWords(text).words);
  const asked = new Map<string, string>();
  for (const word of spelled) {
    const stem = stemOf(word);
    if (stem && !asked.has(stem)) asked.set(stem, word);
  }
  return asked;
}

const quoted = (words: string[]) => words.map((word) => `“${word}”`).join(', ');

/** @param found stems of the question that title and abstract have; gets those that the rest has. */
function wordsReason(paper: Paper, points: number, asked: AskedWords, found: Set<string>): HitReason {
  if (found.size < asked.size) {
    const names = paper.authors.slice(0, 100).map((author) => author.name);
    const organization = paper.organization?.fullname ?? paper.organization?.name ?? '';
    findStems([...names, ...paper.keywords, organization].join('\n'), asked, found);
  }
  const words = [...asked].filter(([stem]) => found.has(stem)).map(([, word]) => word);
  const named = quoted(words.slice(0, WORDS_NAMED)) + (words.length > WORDS_NAMED ? ' and more' : '');
  const all = words.length === asked.size && asked.size > 1 ? 'all words: ' : '';
  return { signal: 'words', words: words.length > 0 ? `Has ${all}${named}` : 'Has words of the question', points };
}

function meaningWords({ nearness = 0, isTitled }: EngineHit): string {
  if (isTitled) return 'Its title has every word of the question';
  return `Its meaning is ${nearness >= 0.6 ? 'very near' : nearness >= 0.4 ? 'near' : 'not far from'} the question’s`;
}

/** The reason for an exact match's place, in words. */
function exactWords(kind: Shortcut, text: string, paper: Paper): string {
  if (kind === 'id') return `Its id is ${paper.id}`;
  return kind === 'title' ? 'It has exactly this title' : `By ${text}`;
}

interface Asked {
  query: Query;
  order: Order;
  words: AskedWords;
}

function reasonsOf(
  hit: EngineHit,
  paper: Paper,
  { query, order, words: asked }: Asked,
  found: Set<string>,
): HitReason[] {
  if (hit.exact) {
    return [{ signal: 'identity', words: exactWords(hit.exact, query.words, paper), points: hit.score }];
  }
  const because: HitReason[] = [];
  if (hit.words > 0 || (asked.size > 0 && order !== 'relevance')) {
    because.push(wordsReason(paper, hit.words, asked, found));
  }
  if (hit.meaning > 0) because.push({ signal: 'meaning', words: meaningWords(hit), points: hit.meaning });
  if (!isPlain(query) && because.length === 0) {
    because.push({ signal: 'identity', words: 'It meets every condition', points: 0 });
  }
  if (order === 'date' && hit.day) because.push({ signal: 'recency', words: `Newest first: ${hit.day}`, points: 0 });
  if (order === 'votes') {
    const votes = paper.upvotes ?? 0;
    because.push({ signal: 'votes', words: `Most votes first: ${votes.toLocaleString('en')}`, points: 0 });
  }
  return because;
}

/** A hit with its paper, its reasons, and its texts with the question's words marked. */
export function hitOf(paper: Paper, hit: EngineHit, query: Query, order: Order, asked: AskedWords): SearchHit {
  const { score, words, meaning, nearness, terms } = hit;
  const found = new Set<string>();
  const title = spansOf(paper.title, asked, found);
  const abstract = paper.abstract === undefined ? [] : spansOf(paper.abstract, asked, found);
  return {
    paper,
    score,
    because: reasonsOf(hit, paper, { query, order, words: asked }, found),
    title,
    abstract,
    ...(terms && { explanation: { terms, words, meaning, ...(nearness !== undefined && { nearness }) } }),
  };
}

/** The only hit where a question is a paper's id. */
export function namedHit(paper: Paper, query: Query): SearchHit {
  const because: HitReason[] = [{ signal: 'identity', words: exactWords('id', '', paper), points: 0 }];
  const none: AskedWords = new Map();
  const hit = hitOf(paper, { id: paper.id, day: '', score: 0, words: 0, meaning: 0 }, query, 'relevance', none);
  return { ...hit, because };
}
