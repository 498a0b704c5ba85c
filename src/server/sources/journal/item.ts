import { createHash } from 'node:crypto';
import { distinctLinks, linksIn, linkTo } from '../links.ts';
import * as from from '../record.ts';
import type { Author, LinkKind, Sighting } from '../sighting.ts';
import { oneLine } from '../text.ts';
import { childOf, childrenOf, type Element, textOf } from '../xml/read.ts';
import { describedIn } from './abstract.ts';
import { feedTime } from './date.ts';
import { lines, own, prose } from './fields.ts';
import { namesIn } from './names.ts';
import { peopleIn } from './people.ts';

const { BOUNDS, Unreadable } = from;

/** What an item's feed says for it. */
export interface Feed {
  /** Where it was asked for. */
  address: string;
  /** What relative links are relative to. */
  base: string;
  isAtom: boolean;
  licence: string | undefined;
}

/** Longer names are hashed: they are kept in an index, whose rows are bounded. */
const MOST_NAME = 500;

/**
 * The key of an item: the feed's address with the name that the feed gives the item, else with its link.
 * @param shared names and links that several works of the feed have, and that so name none; see {@link sharedNames}.
 * @throws Unreadable where it has neither.
 */
export function itemKey(item: Element, feed: Feed, shared: ReadonlySet<string>): string {
  const names = candidates(item, feed);
  if (names.length === 0) throw new Unreadable('The item has neither a name (“guid”, “id”) nor a link.');
  const name = names.find((one) => !shared.has(one)) ?? hashed(`${names[0]} ${titleOf(item)}`);
  return `${feed.address} ${name.length > MOST_NAME ? hashed(name) : name}`;
}

const hashed = (text: string) => createHash('sha256').update(text).digest('hex');
const titleOf = (item: Element) => oneLine(textOf(childOf(item, 'title')));
const candidates = (item: Element, feed: Feed) =>
  [nameOf(item), linkOf(item, feed)].filter((name) => name !== undefined && name !== '') as string[];

/** Names and links that items of different titles have: some feeds give each item the journal's own address. */
export function sharedNames(items: Element[], feed: Feed): Set<string> {
  const titles = new Map<string, string>();
  const shared = new Set<string>();
  for (const item of items) {
    const title = titleOf(item);
    for (const name of new Set(candidates(item, feed))) {
      if ((titles.get(name) ?? title) !== title) shared.add(name);
      else titles.set(name, title);
    }
  }
  return shared;
}

const nameOf = (item: Element) =>
  [...own(item, 'guid'), ...own(item, 'id')].map((element) => oneLine(textOf(element))).find((name) => name !== '') ??
  (item.attributes['rdf:about'] && oneLine(item.attributes['rdf:about']));

/** The sighting of an `<item>` or `<entry>`. @throws Unreadable where it has no title or what it says cannot be. */
export function itemSighting(item: Element, key: string, feed: Feed, now: Date): Sighting {
  const { isAtom } = feed;
  const link = linkOf(item, feed);
  const described = descriptionOf(item, isAtom);
  const texts = {
    title: prose(own(item, 'title')[0] ?? childOf(item, 'title'), isAtom),
    abstract: described.abstract,
  };
  const abstract = from.proseIn(texts, 'abstract');
  const published = firstTime(item, 'pubDate', 'published', 'issued', 'created', 'date', 'publicationDate');
  const updated = firstTime(item, 'updated', 'modified', 'modificationDate');
  const subjects = [...lines(item, 'subject', 'keyword'), ...categories(item)];
  return from.said<Sighting>({
    source: 'journal',
    sourceKey: key,
    seenAt: now.toISOString(),
    url: link,
    ...namesIn([...lines(item, 'doi', 'identifier'), nameOf(item) ?? '', link ?? '']),
    title: from.titleIn(texts),
    abstract,
    ...from.authorsPart(authorsOf(item, described.authors)),
    // Of an entry Atom demands only its last change; where that is all, it is what is known of its appearance.
    publishedAt: published ?? updated,
    updatedAt: published && updated,
    journalRef: journalRefOf(item),
    licence: licenceOf(item) ?? feed.licence,
    links: distinctLinks([...files(item, feed), ...linksIn(abstract ?? '')]),
    keywords: from.wordsIn({ subjects }, 'subjects', BOUNDS.keywords, BOUNDS.keyword),
  });
}

/** Description or summary, else the content, where it is short enough for an abstract. */
function descriptionOf(item: Element, isAtom: boolean) {
  const element = (name: string) => own(item, name)[0];
  const given = [element('description') ?? element('summary'), childOf(item, 'abstract'), element('content')];
  for (const one of [...given, childOf(item, 'encoded'), childOf(item, 'description')]) {
    const described = describedIn(prose(one, isAtom));
    if (described.abstract === undefined && described.authors === undefined) continue;
    if ((described.abstract?.length ?? 0) <= BOUNDS.abstract) return described;
  }
  return {};
}

function authorsOf(item: Element, described: string | undefined): Author[] {
  const atom = own(item, 'author').flatMap((author) => childrenOf(author, 'name').map(textOf));
  const creators = lines(item, 'creator');
  const rss = own(item, 'author').map(textOf);
  return peopleIn(atom.length > 0 ? atom : creators.length > 0 ? creators : described ? [described] : rss);
}

function firstTime(item: Element, ...names: string[]): string | undefined {
  for (const line of lines(item, ...names)) {
    const at = feedTime(line);
    if (at) return at;
  }
  return undefined;
}

const categories = (item: Element) =>
  own(item, 'category').map((category) => category.attributes.term ?? textOf(category));

function journalRefOf(item: Element): string | undefined {
  const one = (name: string) => lines(item, name)[0] ?? '';
  const number = one('number') || one('issue');
  const pages = [one('startingPage'), one('endingPage')].filter(Boolean).join('–');
  const volume = one('volume') && `${one('volume')}${number && `(${number})`}`;
  const name = [one('publicationName'), volume].filter(Boolean).join(' ');
  return name ? [name, pages].filter(Boolean).join(', ').slice(0, BOUNDS.note) : undefined;
}

/** A licence by its address, else the words on rights: of an item, or of a feed. */
export function licenceOf(element: Element): string | undefined {
  const stated = [...childrenOf(element, 'license'), ...childrenOf(element, 'licence')];
  const addresses = stated.map((one) => one.attributes['rdf:resource'] ?? textOf(one));
  const links = childrenOf(element, 'link').filter(({ attributes }) => attributes.rel === 'license');
  const all = [
    ...addresses,
    ...links.map((one) => one.attributes.href ?? ''),
    ...lines(element, 'rights', 'copyright'),
  ];
  return all.map((words) => oneLine(words).slice(0, BOUNDS.name)).find((words) => words !== '');
}

const resolved = (address: string | undefined, feed: Feed, kind?: LinkKind) =>
  address?.trim() ? linkTo(URL.parse(address.trim(), feed.base)?.href ?? '', kind) : undefined;

/** Where a person reads it: Atom's `alternate`, RSS's `link`, else a name that is an address. */
function linkOf(item: Element, feed: Feed): string | undefined {
  const links = own(item, 'link');
  const alternate = links.filter(({ attributes }) => (attributes.rel ?? 'alternate') === 'alternate');
  const guids = own(item, 'guid').filter(({ attributes }) => attributes.isPermaLink !== 'false');
  const permanent = [...guids, ...own(item, 'id')].map(textOf).filter((name) => /^\s*https?:/i.test(name));
  const written = [
    ...alternate.flatMap((link) => link.attributes.href ?? textOf(link)),
    ...lines(item, 'url'),
    ...permanent,
    item.attributes['rdf:about'],
  ];
  for (const address of written) {
    const link = resolved(address, feed);
    if (link) return link.url;
  }
  return undefined;
}

/** PDFs that the feed links to. */
const files = (item: Element, feed: Feed) =>
  [...own(item, 'link'), ...own(item, 'enclosure')]
    .filter(({ attributes }) => attributes.type === 'application/pdf')
    .map(({ attributes }) => resolved(attributes.href ?? attributes.url, feed, 'pdf'));
