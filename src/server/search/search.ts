import { findPapers } from '#catalogue/find.ts';
import type { Paper } from '#catalogue/paper.ts';
import type { Db } from '#db/schema.ts';
import type { SearchIndex } from './handle.ts';
import { type Cut, cutWords, learnStems, questionStems } from './highlight.ts';
import { type AskedWords, cutPaper, cutsOf, type Grounds, hitOf, type SearchHit } from './hit.ts';
import type { Lance } from './lance.ts';
import { bestMatches, type Match, newestMatches, type Ordered } from './matches.ts';
import { boundedPage, boundedText, MOST_HITS, type SearchQuery } from './question.ts';
import { exactMatches, exactWords, paperByName, type Shortcut } from './shortcuts.ts';

export interface SearchResult {
  hits: SearchHit[];
  /** Papers that have any of the words (all of them, when ordered by date), counted up to {@link MOST_HITS}. */
  total: number;
  /** What the question turned out to be; such papers are the first hits. */
  shortcut?: Shortcut;
}

interface Found {
  lance: Lance;
  /** The question's words as the index has them. */
  words: Set<string>;
  /** The page's part of the order. */
  page: Match[];
  total: number;
  exact?: { kind: Shortcut; ids: Set<string> };
}

/**
 * Answers a question with papers: the one with this arXiv id or DOI; else the one with exactly this title, or all by
 * an author of exactly this name, above the papers that have the most telling words (BM25, see `layout.ts`).
 * Nothing that a reader types is an error or a piece of a query language. An empty question has no hits.
 * @throws Failure `SourceUnavailable` where the index is absent or damaged.
 */
export async function search(index: SearchIndex, db: Db, query: SearchQuery): Promise<SearchResult> {
  const text = boundedText(query.text);
  const { offset, limit } = boundedPage(query);
  if (!text) return { hits: [], total: 0 };
  const named = await paperByName(db, text);
  if (named) return { hits: offset === 0 && limit > 0 ? [namedHit(named, text)] : [], total: 1, shortcut: 'id' };

  const { lance, words, page, total, exact } = await find(index, text, query.order, offset, limit);
  const papers = await findPapers(
    db,
    page.map((match) => match.id),
  );
  const question = cutWords(text);
  const cuts = papers.map(cutPaper);
  const stems = await learnStems(index, lance, [question, ...cuts.flatMap(cutsOf)]);
  const asked = askedWords(question, words, stems);
  const byId = new Map(page.map((match) => [match.id, match]));
  const hits = cuts.map((cut) => {
    const { paper } = cut;
    const match = byId.get(paper.id)!;
    const grounds: Grounds = { score: match.score };
    if (exact?.ids.has(paper.id)) grounds.exact = { kind: exact.kind, words: exactWords(exact.kind, text, paper) };
    if (query.order === 'date' && match.day) grounds.day = match.day;
    return hitOf(cut, grounds, asked, stems);
  });
  return { hits, total, ...(exact && { shortcut: exact.kind }) };
}

function namedHit(paper: Paper, text: string): SearchHit {
  const exact = { kind: 'id' as const, words: exactWords('id', text, paper) };
  return hitOf(cutPaper(paper), { score: 0, exact }, new Map(), new Map());
}

/** The question's stems, each with the first of its words. */
function askedWords({ words }: Cut, asked: Set<string>, stems: Map<string, string>): AskedWords {
  const found: AskedWords = new Map();
  for (const word of words) {
    const stem = stems.get(word);
    if (stem !== undefined && asked.has(stem) && !found.has(stem)) found.set(stem, word);
  }
  return found;
}

function find(
  index: SearchIndex,
  text: string,
  order: SearchQuery['order'],
  offset: number,
  limit: number,
): Promise<Found> {
  return index.ask(async (answering) => {
    const { lance } = answering;
    const stems = await questionStems(lance, text);
    const ranked = (wanted: number): Promise<Ordered> | Ordered => {
      if (stems.length === 0) return { found: [], total: 0 };
      return order === 'date' ? newestMatches(answering, text, wanted) : bestMatches(answering, text, wanted);
    };
    const [exact, page] = await Promise.all([exactMatches(answering, text), ranked(Math.max(1, offset + limit))]);
    const lead = exact?.found ?? [];
    // Beside exact matches all others are fetched, to count a paper once that is among both.
    const rest = lead.length > 0 ? await ranked(MOST_HITS) : page;
    const ids = new Set(lead.map((match) => match.id));
    const others = rest.found.filter((match) => !ids.has(match.id));
    const ordered = [...lead, ...others];
    return {
      lance,
      words: new Set(stems),
      page: ordered.slice(offset, offset + limit),
      total: Math.min(MOST_HITS, lead.length > 0 ? Math.max(ordered.length, rest.total) : rest.total),
      ...(exact && { exact: { kind: exact.kind, ids } }),
    };
  });
}
