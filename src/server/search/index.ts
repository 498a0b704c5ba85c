/** The room's door: all that other rooms may ask of the search index. */
export { describeEmbedder } from './embed/describe.ts';
export { openEmbedder } from './embed/open.ts';
export { MOST_HITS } from './engine/engine.ts';
export type { Count, Facets, Order } from './engine/question.ts';
export type { Selection } from './engine/select.ts';
export { MOST_EXAMPLES } from './engine/similar.ts';
export type { Span } from './highlight.ts';
export type { HitExplanation, HitReason, SearchHit, Shortcut } from './hit.ts';
export { hasClause, withClause, withoutClause } from './query/clauses.ts';
export { clauseWords, queryWords } from './query/in-words.ts';
export { parseQuery } from './query/parse.ts';
export { printQuery } from './query/print.ts';
export { type Clause, isPlain, LONGEST_QUESTION, type Query } from './query/query.ts';
export type { SearchQuery } from './question.ts';
export { type SearchResult, search } from './search.ts';
export { openSearchIndex, type SearchIndex, type Trouble } from './search-index.ts';
export { indexedUpTo, papersWith, phraseTest, saysSomething, scoresOf, wordTest } from './select.ts';
export { isSettled } from './settled.ts';
export { type SimilarPapers, similarTo } from './similar.ts';
export type { Progress } from './store/build.ts';
export { INDEX_LEASE } from './store/hold.ts';
export {
  bringIndexUpToDate,
  type IndexingOptions,
  type IndexRun,
  rebuildIndex,
  waitUntilIndexed,
} from './store/indexer.ts';
export { type IndexState, indexState } from './store/state.ts';
export { type Suggested, suggestions } from './suggest.ts';
