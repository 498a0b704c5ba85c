import type { Entry, Feed } from './feed.ts';

function itemOf(entry: Entry) {
  const [elsewhere] = entry.related;
  return {
    id: entry.id,
    url: entry.url,
    ...(elsewhere && { external_url: elsewhere.url }),
    title: entry.title,
    content_html: entry.html,
    ...(entry.teaser && { summary: entry.teaser }),
    ...(entry.published && { date_published: entry.published }),
    date_modified: entry.updated,
    ...(entry.authors.length > 0 && { authors: entry.authors.map((name) => ({ name })) }),
    ...(entry.categories.length > 0 && { tags: entry.categories.map(({ term }) => term) }),
  };
}

/** A feed in JSON Feed 1.1. */
export function jsonFeedOf(feed: Feed): string {
  const value = {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.home,
    feed_url: feed.self,
    description: feed.about,
    items: feed.entries.map(itemOf),
  };
  return `${JSON.stringify(value)}\n`;
}
