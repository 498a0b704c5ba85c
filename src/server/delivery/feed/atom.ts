import { VERSION } from '#floor/version.ts';
import { writtenXml } from '#sources/xml/write.ts';
import type { Entry, Feed } from './feed.ts';
import { FORMS } from './form.ts';
import { DECLARATION, element } from './xml.ts';

const link = (rel: string, href: string, more: Record<string, string> = {}) => element('link', { rel, href, ...more });
const person = (name: string) => element('author', {}, element('name', {}, name));

function entryElement(entry: Entry) {
  return element(
    'entry',
    {},
    element('id', {}, entry.id),
    element('title', {}, entry.title),
    link('alternate', entry.url, { type: 'text/html' }),
    ...entry.related.map(({ url, title }) => link('related', url, { title })),
    ...entry.authors.map(person),
    ...entry.categories.map(({ term, label }) => element('category', { term, label })),
    entry.published ? element('published', {}, entry.published) : undefined,
    element('updated', {}, entry.updated),
    element('summary', { type: 'html' }, entry.html),
  );
}

/** A feed in Atom (RFC 4287). The feed's author stands in for papers whose authors nobody names. */
export function atomOf(feed: Feed): string {
  const root = element(
    'feed',
    { xmlns: 'http://www.w3.org/2005/Atom' },
    element('id', {}, feed.id),
    element('title', {}, feed.title),
    element('subtitle', {}, feed.about),
    link('self', feed.self, { type: FORMS.atom.type }),
    link('alternate', feed.home, { type: 'text/html' }),
    element('updated', {}, feed.updated),
    person('Offprint'),
    element('generator', { version: VERSION }, 'Offprint'),
    ...feed.entries.map(entryElement),
  );
  return `${DECLARATION}${writtenXml(root)}\n`;
}
