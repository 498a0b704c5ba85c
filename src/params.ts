import { defineParams } from '@sveltejs/kit/params';

export const params = defineParams({
  /** What a period is called in addresses: `/papers/date/…`, `/papers/week/…`, `/papers/month/…`. */
  kind: (text) => (text === 'date' || text === 'week' || text === 'month' ? text : undefined),
  /** What a feed is called: `/papers/feed.atom`, `feed.rss`, `feed.json`. */
  feed: (text) => (text === 'atom' || text === 'rss' || text === 'json' ? text : undefined),
  /** Beside papers, what clients of the Daily Papers API ask for. */
  repository: (text) => (text === 'models' || text === 'datasets' || text === 'spaces' ? text : undefined),
});
