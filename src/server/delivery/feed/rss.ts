import { VERSION } from '#floor/version.ts';
import { writtenXml } from '#sources/xml/write.ts';
import type { Entry, Feed } from './feed.ts';
import { FORMS } from './form.ts';
import { DECLARATION, element } from './xml.ts';

const NAMESPACES = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
};

/** `Thu, 18 Jun 2026 00:00:00 GMT`, as RFC 822 has it with the year's four digits. */
const rfc822 = (instant: string) => new Date(instant).toUTCString();

/** Names stand in `dc:creator`: RSS's own `author` is a mail address. */
function itemElement(entry: Entry) {
  return element(
    'item',
    {},
    element('title', {}, entry.title),
    element('link', {}, entry.url),
    element('guid', { isPermaLink: 'false' }, entry.id),
    ...entry.authors.map((name) => element('dc:creator', {}, name)),
    ...entry.categories.map(({ term }) => element('category', {}, term)),
    element('pubDate', {}, rfc822(entry.published ?? entry.updated)),
    element('description', {}, entry.html),
  );
}

/** A feed in RSS 2.0, after its specification and the RSS Advisory Board's profile. */
export function rssOf(feed: Feed): string {
  const channel = element(
    'channel',
    {},
    element('title', {}, feed.title),
    element('link', {}, feed.home),
    element('description', {}, feed.about || feed.title),
    element('atom:link', { rel: 'self', href: feed.self, type: FORMS.rss.type }),
    element('lastBuildDate', {}, rfc822(feed.updated)),
    element('generator', {}, `Offprint ${VERSION}`),
    element('docs', {}, 'https://www.rssboard.org/rss-specification'),
    ...feed.entries.map(itemElement),
  );
  return `${DECLARATION}${writtenXml(element('rss', { version: '2.0', ...NAMESPACES }, channel))}\n`;
}
