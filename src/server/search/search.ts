import { findPapers, resolveId } from '#catalogue/find.ts';
import type { Paper } from '#catalogue/paper.ts';
import type { Db } from '#db/schema.ts';
import { arxivIdOf } from '#sources/arxiv/identifier.ts';
import { doiOf } from '#sources/doi.ts';
import { MOST_HITS } from './engine/engine.ts';
import type { EngineAnswer, Facets } from './engine/question.ts';
import { askedWords, hitOf, namedHit, type SearchHit, type Shortcut } from './hit.ts';
import { parseQuery } from './query/parse.ts';
import { type Clause, isPlain, type Query } from './query/query.ts';
import { boundedPage, type SearchQuery } from './question.ts';
import { questionVector } from './question-vector.ts';
import type { SearchIndex } from './search-index.ts';
import { stemOf } from './text/stems.ts';
import { cutWords } from './text/words.ts';

/** Papers whose words are looked through for how a guessed word is spelled. */
const PAPERS_READ = 10;

export interface SearchResult {
  /** The question as it was understood, with what of it was ignored. */
  query: Query;
  hits: SearchHit[];
  /** Papers that have all the words; where none has, those that have any. Conditions always hold. */
  total: number;
  matched: EngineAnswer['matched'];
  /** Hits to turn pages through: the best thousand. */
  reachable: number;
  /** Words that no paper has, with what was looked for in their place. */
  corrections: EngineAnswer['corrections'];
  /** Words that no paper has and that are like none. */
  missing: string[];
  facets?: Facets;
  /** What the question turned out to be; such papers are the first hits. */
  shortcut?: Shortcut;
  /** Why words alone decided, where meaning should have had its part. */
  wordsAlone?: string;
}

/** The paper that a text names by arXiv id or DOI, in any spelling. Asks the catalogue alone. */
async function paperByName(db: Db, text: string): Promise<Paper | undefined> {
  if (!arxivIdOf(text) && !doiOf(text)) return undefined;
  const resolved = await resolveId(db, text);
  return resolved && (await findPapers(db, [resolved.id]))[0];
}

/** How the papers found spell a stem: `transform` is a word of nobody's where `transformers` are meant. */
function spelled(stem: string, papers: Paper[]): string {
  for (const { title, abstract } of papers.slice(0, PAPERS_READ)) {
    const word = cutWords(`${title}\n${abstract ?? ''}`).words.find((one) => stemOf(one) === stem);
    if (word) return word.toLowerCase();
  }
  return stem;
}

/** What of a question may be a title or a name: its words, or the one phrase that it consists of. */
function nameIn({ words, clauses }: Query): string {
  const [only] = clauses;
  const isPhrase = words === '' && clauses.length === 1 && only?.kind === 'phrase' && !only.not;
  return isPhrase ? only.words : words;
}

/** Ids as they are now: a paper that has merged into another is found by its former id too. */
async function resolved(db: Db, clauses: Clause[]): Promise<Clause[]> {
  return Promise.all(
    clauses.map(async (clause) =>
      clause.kind === 'id' ? { ...clause, id: (await resolveId(db, clause.id))?.id ?? clause.id } : clause,
    ),
  );
}

/**
 * Answers a question with papers: the one with this arXiv id or DOI; else the one with exactly this title, or all by
 * an author of exactly this name, above those that words and meaning bring (see `engine/blend.ts`). Nothing that a
 * reader types is an error: what makes no sense is said in `query.ignored`. An empty question has no hits.
 * @throws Failure `SourceUnavailable` where the index is absent or damaged.
 */
export async function search(index: SearchIndex, db: Db, asked: SearchQuery): Promise<SearchResult> {
  const query = parseQuery(asked.text);
  const { offset, limit } = boundedPage(asked, MOST_HITS);
  const nothing = { query, hits: [], total: 0, matched: 'all' as const, reachable: 0, corrections: [], missing: [] };
  if (isPlain(query) && !query.words) return nothing;
  const named = isPlain(query) ? await paperByName(db, query.words) : undefined;
  if (named) {
    const hits = offset === 0 && limit > 0 ? [namedHit(named, query)] : [];
    return { ...nothing, hits, total: 1, reachable: 1, shortcut: 'id' };
  }
  const { order, facets = false, explain = false } = asked;
  const { vector, fingerprint, why } = order === 'relevance' ? await questionVector(index, query.words) : {};
  const clauses = await resolved(db, query.clauses);
  const asks = { words: query.words, name: nameIn(query), clauses, vector, fingerprint };
  const question = { ...asks, order, offset, limit, facets, explain };
  const answer = await index.memory.ask('search', question);
  const papers = await findPapers(
    db,
    answer.hits.map((hit) => hit.id),
  );
  const byId = new Map(answer.hits.map((hit) => [hit.id, hit]));
  const corrections = answer.corrections.map(({ word, instead }) => ({ word, instead: spelled(instead, papers) }));
  const words = askedWords(query, corrections);
  const { total, matched, reachable, missing, shortcut } = answer;
  return {
    query,
    hits: papers.map((paper) => hitOf(paper, byId.get(paper.id)!, query, order, words)),
    total,
    matched,
    reachable,
    corrections,
    missing,
    ...(answer.facets && { facets: answer.facets }),
    ...(shortcut && { shortcut }),
    ...(why && { wordsAlone: why }),
  };
}
