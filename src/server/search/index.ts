/** The room's door: all that other rooms may ask of the search index. */
export type { Progress } from './build.ts';
export { openSearchIndex, type SearchIndex } from './handle.ts';
export type { Span } from './highlight.ts';
export type { HitReason, SearchHit } from './hit.ts';
export { INDEX_LEASE } from './hold.ts';
export { bringIndexUpToDate, type IndexingOptions, type IndexRun, rebuildIndex, waitUntilIndexed } from './indexer.ts';
export { MOST_HITS, type SearchQuery } from './question.ts';
export { type SearchResult, search } from './search.ts';
export type { Shortcut } from './shortcuts.ts';
export { similarTo } from './similar.ts';
export { type IndexState, indexState } from './state.ts';
