import { toUnitLength } from '../embed/unit-length.ts';
import { rarityOf, WordScores } from './bm25.ts';
import type { Corpus } from './corpus.ts';
import { dayText } from './document.ts';
import { FIELD, NO_DAY } from './packed.ts';
import { postingOf } from './postings.ts';
import { Top } from './top.ts';

export interface SimilarQuestion {
  /** Papers that others are to be like: at most {@link MOST_EXAMPLES}. */
  ids: string[];
  order: 'nearness' | 'date';
  limit: number;
}

export interface SimilarHit {
  id: string;
  day: string;
  /** Cosine with the examples' middle, -1 to 1; absent where words had to do. */
  nearness?: number;
}

export interface SimilarAnswer {
  hits: SimilarHit[];
  /** By which it was found: words where an example has no vector yet. */
  by: 'meaning' | 'words';
}

export const MOST_EXAMPLES = 50;
/** The nearest of which the newest are taken, where recency is asked for. */
const NEAR_ENOUGH = 100;
/** Part of the longer title's words that two titles share when they are two versions of one work. */
const SAME_TITLE_WORDS = 0.9;
/** Nearness from which on two abstracts say the same. */
const SAME_TEXT = 0.985;
const WORDS_OF_EXAMPLE = 24;

/** Words of a document's title, by their hashes. */
function titleWords(corpus: Corpus, doc: number): Set<number> {
  const sequence = corpus.sequenceOf(doc);
  const end = sequence.indexOf(0);
  return new Set(sequence.subarray(0, Math.max(0, end)));
}

/** Whether two papers are one work shown twice: another version, or a copy under another id. */
export function isSameWork(corpus: Corpus, a: number, b: number, nearness: number): boolean {
  if (corpus.titles[a] !== 0 && corpus.titles[a] === corpus.titles[b]) return true;
  if (nearness >= SAME_TEXT) return true;
  const [one, other] = [titleWords(corpus, a), titleWords(corpus, b)];
  const shared = [...one].filter((word) => other.has(word)).length;
  const larger = Math.max(one.size, other.size);
  return larger >= 4 && shared >= larger * SAME_TITLE_WORDS;
}

/** The middle of the examples' vectors, of unit length; undefined where none has one. */
function middleOf(corpus: Corpus, docs: number[]): Float32Array | undefined {
  const { vectors } = corpus;
  const with_ = docs.filter((doc) => vectors?.has(doc));
  if (!vectors || with_.length === 0) return undefined;
  const sum = new Float32Array(vectors.dimensions);
  for (const doc of with_) {
    const vector = vectors.vectorOf(doc);
    for (let i = 0; i < sum.length; i++) sum[i]! += vector[i]!;
  }
  return sum.some((value) => value !== 0) ? toUnitLength(sum) : undefined;
}

/** The words that say the most about the examples: rare in the corpus, in the title above all. */
function tellingTerms(corpus: Corpus, docs: number[]) {
  const weights = new Map<number, number>();
  for (const run of corpus.runs) {
    for (const [i, term] of run.terms.entries()) {
      for (const doc of docs) {
        if (run.docs[run.starts[i]!]! > doc || run.docs[run.starts[i + 1]! - 1]! < doc) continue;
        const at = postingOf(run, i, doc);
        if (at < 0 || run.counts[at] === 0 || (run.fields[at]! & (FIELD.title | FIELD.abstract | FIELD.keyword)) === 0)
          continue;
        weights.set(term, (weights.get(term) ?? 0) + run.counts[at]!);
      }
    }
  }
  return [...weights]
    .map(([term, weight]) => ({ term, weight: Math.sqrt(weight), rarity: rarityOf(corpus, term) }))
    .sort((a, b) => b.weight * b.rarity - a.weight * a.rarity)
    .slice(0, WORDS_OF_EXAMPLE);
}

function near(
  corpus: Corpus,
  docs: number[],
  wanted: number,
): { found: { doc: number; nearness?: number }[]; by: SimilarAnswer['by'] } {
  const allowed = corpus.alive;
  const middle = middleOf(corpus, docs);
  if (middle) return { found: corpus.vectors!.nearest(middle, allowed, corpus.docs, wanted), by: 'meaning' };
  const scores = new WordScores();
  scores.ask(corpus, tellingTerms(corpus, docs), allowed);
  const top = new Top(wanted);
  for (let i = 0; i < scores.count; i++) top.add(scores.touched[i]!, scores.scores[scores.touched[i]!]!);
  return { found: Array.from(top.sorted().docs, (doc) => ({ doc })), by: 'words' };
}

/**
 * Papers like some others: nearest first, or of the nearest hundred the newest first. The examples themselves, other
 * versions of them, and all but the nearest of several versions of one work are left out.
 */
export function similar(corpus: Corpus, { ids, order, limit }: SimilarQuestion): SimilarAnswer {
  const examples = ids
    .slice(0, MOST_EXAMPLES)
    .map((id) => corpus.numbers.get(id))
    .filter((doc) => doc !== undefined);
  if (examples.length === 0 || limit <= 0) return { hits: [], by: 'meaning' };
  const pool = order === 'date' ? Math.max(NEAR_ENOUGH, limit) : limit;
  const { found, by } = near(corpus, examples, pool * 2 + examples.length + 10);
  const kept: { doc: number; nearness?: number }[] = [];
  for (const hit of found) {
    if (kept.length === pool) break;
    if (examples.includes(hit.doc)) continue;
    const others = [...examples, ...kept.map(({ doc }) => doc)];
    const nearness = by === 'meaning' ? corpus.vectors!.nearness(corpus.vectors!.vectorOf(hit.doc), others) : undefined;
    if (others.some((other, i) => isSameWork(corpus, hit.doc, other, nearness?.[i] ?? 0))) continue;
    kept.push(hit);
  }
  const day = (doc: number) => (corpus.days[doc] === NO_DAY ? Number.NEGATIVE_INFINITY : corpus.days[doc]!);
  if (order === 'date') kept.sort((a, b) => day(b.doc) - day(a.doc) || b.doc - a.doc);
  const hits = kept.slice(0, limit).map(({ doc, nearness }) => ({
    id: corpus.ids[doc]!,
    day: dayText(corpus.days[doc]!),
    ...(nearness !== undefined && { nearness }),
  }));
  return { hits, by };
}
