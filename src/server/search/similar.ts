import { findPapers } from '#catalogue/find.ts';
import type { Paper } from '#catalogue/paper.ts';
import type { Db } from '#db/schema.ts';
import type { SearchIndex } from './handle.ts';
import { matches } from './matches.ts';

const WORDS_OF_ABSTRACT = 12;
const LONGEST_TITLE_WORDS = 32;
const LARGEST = 100;

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{Alphabetic}\p{N}]{2,40}/gu) ?? [];

/** Words of scientific prose that an abstract repeats without saying what it is about. */
const EMPTY = new Set(
  (
    'we our us can have has been from using use used via based which more also than both these this that it its their ' +
    'the and for with are into such as by on in of to is an or be not but at while when where however show shows ' +
    'results result paper propose proposed approach method methods model models new two one'
  ).split(' '),
);

/**
 * The title, and the words that the abstract says at least twice, the most frequent first.
 * On 120 papers of 118,620, ten neighbours shared the paper's first category in 64 % (all words of title and abstract:
 * 63 %, in 29 ms instead of 4; title alone: 57 %; title and words by inverse document frequency: 61 %).
 */
export function tellingWords(paper: Pick<Paper, 'title' | 'abstract'>): string {
  const counts = new Map<string, number>();
  for (const word of wordsOf((paper.abstract ?? '').slice(0, 6_000))) {
    if (!EMPTY.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const repeated = [...counts].filter(([, count]) => count >= 2).sort(([, a], [, b]) => b - a);
  const words = repeated.slice(0, WORDS_OF_ABSTRACT).map(([word]) => word);
  return [...wordsOf(paper.title).slice(0, LONGEST_TITLE_WORDS), ...words].join(' ');
}

/**
 * Papers like this one, the nearest first, without itself. By shared words for now: once the index holds vectors,
 * meaning takes over here, and words only where a paper has no vector yet.
 * @param limit how many, at most 100.
 * @throws Failure `SourceUnavailable` where the index is absent or damaged.
 */
export async function similarTo(index: SearchIndex, db: Db, paper: Paper, limit: number): Promise<Paper[]> {
  const text = tellingWords(paper);
  const most = Math.min(LARGEST, Math.max(0, Math.floor(limit) || 0));
  if (!text || most === 0) return [];
  const found = await index.ask((answering) => matches(answering, text, { words: 'any', limit: most + 1 }));
  const ids = found.map((match) => match.id).filter((id) => id !== paper.id);
  return findPapers(db, ids.slice(0, most));
}
