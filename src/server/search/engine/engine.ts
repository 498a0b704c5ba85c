import { type Asked, askedTerms, titled, writtenBy } from './ask.ts';
import { BLEND, blended, nearness, type Shares, sharesOf, WHOLE } from './blend.ts';
import { scoreParts, WordScores } from './bm25.ts';
import { Corpus } from './corpus.ts';
import { dayText } from './document.ts';
import { facetsOf } from './facets.ts';
import { allowedBy } from './filters.ts';
import { NO_DAY } from './packed.ts';
import type { EngineAnswer, EngineHit, EngineQuestion, Order } from './question.ts';
import { Spelling } from './spelling.ts';
import { Top } from './top.ts';

/** Hits that are ordered and reachable. */
export const MOST_HITS = 1_000;
/** Papers that meaning alone brings among a question's candidates. */
const BY_MEANING = 100;
/** They must be as near as the best by words are on average, and at least so near: less is chance. */
const BEST = 10;
const LEAST_NEARNESS = 0.25;
/** One word stands in titles of all sorts. */
const FEWEST_TITLED = 2;
const WORDS_ALONE: Shares = { words: 1, meaning: 0 };
/** Above any score, so that the score's order is the hits' order. */
const EXACT_POINTS = WHOLE * 10;

const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

interface Candidate {
  doc: number;
  words: number;
  meaning: number;
  nearness?: number;
  isTitled?: boolean;
}

/** Answers questions about a corpus. Everything is in memory and synchronous: milliseconds, in a thread of its own. */
export class Engine {
  corpus = new Corpus();
  readonly #scores = new WordScores();
  #spelling = new Spelling();

  get spelling(): Spelling {
    return this.#spelling;
  }

  /** Takes another corpus in place of the one that was: one that was filled anew. */
  replace(corpus: Corpus): void {
    this.corpus = corpus;
    this.#spelling = new Spelling();
  }

  search(question: EngineQuestion): EngineAnswer {
    const { corpus } = this;
    const allowed = allowedBy(corpus, question.clauses);
    const asked = askedTerms(corpus, this.#spelling, question.words);
    this.#scores.ask(corpus, asked.terms, allowed);
    const { docs, matched } = this.#matching(asked, allowed, question);
    const exact = this.#exact(question.name, allowed);
    const ranked = this.#ranked(question, asked, docs, allowed);
    const leading = new Set(exact?.docs);
    const others = exact ? ranked.filter(({ doc }) => !leading.has(doc)) : ranked;
    const lead = (exact?.docs ?? []).map((doc): Candidate => ({ doc, words: 0, meaning: 0 }));
    const ordered = [...lead, ...others].slice(0, MOST_HITS);
    const page = ordered.slice(question.offset, question.offset + question.limit);
    return {
      hits: page.map((candidate, i) =>
        this.#hit(candidate, question, asked, question.offset + i < lead.length ? exact!.kind : undefined),
      ),
      total: Math.max(docs.length, lead.length),
      matched,
      reachable: ordered.length,
      corrections: asked.corrections,
      missing: asked.missing,
      ...(exact && { shortcut: exact.kind }),
      ...(question.facets && { facets: facetsOf(corpus, docs, docs.length) }),
    };
  }

  /** The papers that the question is counted by: with all of its words; where none has them all, with any. */
  #matching(asked: Asked, allowed: Uint8Array, { clauses }: EngineQuestion) {
    const { words, touched, count } = this.#scores;
    const wanted = Math.min(255, asked.words);
    if (wanted > 0) {
      const all = new Uint32Array(count);
      let found = 0;
      for (let i = 0; i < count; i++) if (words[touched[i]!] === wanted) all[found++] = touched[i]!;
      if (found > 0) return { docs: all.subarray(0, found), matched: 'all' as const };
      return { docs: touched.slice(0, count), matched: 'any' as const };
    }
    // No words, or stop words alone, but filters: all papers that pass.
    const docs =
      clauses.length > 0 ? Uint32Array.from(allowed.keys()).filter((doc) => allowed[doc] === 1) : new Uint32Array(0);
    return { docs, matched: 'all' as const };
  }

  #exact(text: string, allowed: Uint8Array): { kind: 'title' | 'author'; docs: number[] } | undefined {
    for (const [kind, find] of [
      ['title', titled],
      ['author', writtenBy],
    ] as const) {
      const docs = find(this.corpus, text).filter((doc) => allowed[doc] === 1);
      docs.sort((a, b) => this.corpus.days[b]! - this.corpus.days[a]! || b - a);
      if (docs.length > 0) return { kind, docs: docs.slice(0, MOST_HITS) };
    }
    return undefined;
  }

  #ranked(question: EngineQuestion, asked: Asked, docs: Uint32Array, allowed: Uint8Array): Candidate[] {
    if (question.order !== 'relevance') return this.#inOrder(question.order, docs);
    const candidates = this.#candidates(question, asked, allowed);
    if (candidates.length === 0 && asked.terms.length === 0) return this.#inOrder('date', docs);
    return candidates;
  }

  #inOrder(order: Exclude<Order, 'relevance'>, docs: Uint32Array): Candidate[] {
    const { days, votes } = this.corpus;
    const day = (doc: number) => (days[doc] === NO_DAY ? -1e6 : days[doc]!);
    const key = order === 'date' ? day : (doc: number) => votes[doc]! * 1e7 + day(doc);
    const top = new Top(MOST_HITS);
    for (const doc of docs) top.add(doc, key(doc));
    const { ids } = this.corpus;
    // Of one day, later ids are the later ones.
    const ordered = [...top.sorted().docs].sort((a, b) => key(b) - key(a) || (ids[a]! < ids[b]! ? 1 : -1));
    return ordered.map((doc) => ({ doc, words: 0, meaning: 0 }));
  }

  /** The best by words and the nearest by meaning, blended, best first. */
  #candidates({ vector, ...question }: EngineQuestion, asked: Asked, allowed: Uint8Array): Candidate[] {
    const { corpus } = this;
    const shares = question.shares ?? sharesOf(asked.words);
    const { scores, titled, touched, count } = this.#scores;
    const top = new Top(MOST_HITS);
    let bar = top.bar;
    for (let i = 0; i < count; i++) {
      const doc = touched[i]!;
      if (scores[doc]! < bar) continue;
      top.add(doc, scores[doc]!);
      bar = top.bar;
    }
    const byWords = top.sorted().docs;
    const { vectors } = corpus;
    const bestWords = scores[byWords[0] ?? -1] ?? 0;
    if (!vectors || !vector || vector.length !== vectors.dimensions || shares.meaning === 0) {
      return Array.from(byWords, (doc) => ({ doc, ...blended(scores[doc]!, bestWords, 0, WORDS_ALONE) }));
    }
    const floor = Math.max(LEAST_NEARNESS, mean(vectors.nearness(vector, byWords.subarray(0, BEST))));
    const near = vectors.nearest(vector, allowed, corpus.docs, BY_MEANING).filter((one) => one.nearness >= floor);
    const docs = [...new Set([...byWords, ...near.map(({ doc }) => doc)])];
    const cosines = vectors.nearness(vector, docs);
    const counted = cosines.map((cosine, i) => (corpus.hasAbstract(docs[i]!) ? cosine : cosine * BLEND.titleOnly));
    const nearest = counted.reduce((most, cosine) => Math.max(most, cosine), 0);
    const asks = Math.min(255, asked.words);
    return docs
      .map((doc, i) => {
        const part = asks >= FEWEST_TITLED ? titled[doc]! / asks : 0;
        const points = blended(scores[doc]!, bestWords, nearness(counted[i]!, part, nearest), shares);
        return { doc, nearness: cosines[i]!, isTitled: part === 1, ...points };
      })
      .sort((a, b) => b.words + b.meaning - a.words - a.meaning || a.doc - b.doc);
  }

  #hit(candidate: Candidate, question: EngineQuestion, asked: Asked, exact: EngineHit['exact']): EngineHit {
    const { corpus } = this;
    const { doc, words, meaning, isTitled } = candidate;
    const hit: EngineHit = {
      id: corpus.ids[doc]!,
      day: dayText(corpus.days[doc]!),
      score: exact ? EXACT_POINTS : words + meaning,
      words,
      meaning,
      ...(candidate.nearness !== undefined && corpus.vectors?.has(doc) && { nearness: candidate.nearness }),
      ...(isTitled && { isTitled }),
      ...(exact && { exact }),
    };
    if (question.explain && words > 0) {
      const parts = scoreParts(corpus, asked.terms, doc);
      const sum = parts.reduce((a, b) => a + b, 0);
      hit.terms = asked.terms
        .map(({ word }, i) => ({ word, points: sum > 0 ? (parts[i]! / sum) * words : 0 }))
        .filter(({ points }) => points > 0);
    }
    return hit;
  }
}
