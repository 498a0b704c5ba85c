import { type Element, textOf } from '#sources/xml/read.ts';
import { childFaults, documentIn, named, prefixFaults, type Rule } from './document.ts';
import { htmlFaults, isIri, isRfc3339, isWebAddress, repeated } from './values.ts';

const ANY = Number.POSITIVE_INFINITY;
const isFilled = (text: string) => text.trim() !== '';

/** RFC 4287 §4.1.1: what a feed has. */
const FEED: Record<string, Rule> = {
  id: { least: 1, most: 1, text: isIri },
  title: { least: 1, most: 1, text: isFilled },
  subtitle: { least: 0, most: 1 },
  updated: { least: 1, most: 1, text: isRfc3339 },
  author: { least: 0, most: ANY },
  link: { least: 1, most: ANY },
  category: { least: 0, most: ANY },
  contributor: { least: 0, most: ANY },
  generator: { least: 0, most: 1, text: isFilled },
  icon: { least: 0, most: 1, text: isIri },
  logo: { least: 0, most: 1, text: isIri },
  rights: { least: 0, most: 1 },
  entry: { least: 0, most: ANY },
};

/** RFC 4287 §4.1.2: what an entry has. */
const ENTRY: Record<string, Rule> = {
  id: { least: 1, most: 1, text: isIri },
  title: { least: 1, most: 1, text: isFilled },
  updated: { least: 1, most: 1, text: isRfc3339 },
  published: { least: 0, most: 1, text: isRfc3339 },
  author: { least: 0, most: ANY },
  contributor: { least: 0, most: ANY },
  category: { least: 0, most: ANY },
  link: { least: 0, most: ANY },
  summary: { least: 0, most: 1 },
  content: { least: 0, most: 1 },
  rights: { least: 0, most: 1 },
  source: { least: 0, most: 1 },
};

const PERSON: Record<string, Rule> = {
  name: { least: 1, most: 1, text: isFilled },
  uri: { least: 0, most: 1, text: isIri },
  email: { least: 0, most: 1, text: (text) => /^.+@.+$/.test(text) },
};

/** Text constructs (§3.1): plain, or HTML whose own markup is looked at. */
function textFaults(element: Element): string[] {
  const type = element.attributes.type ?? 'text';
  if (type === 'html') return htmlFaults(textOf(element));
  if (type !== 'text') return [`<${element.name}> is of type ${type}`];
  return element.children.some((child) => typeof child !== 'string') ? [`<${element.name}> of text has elements`] : [];
}

/** §4.2.7, and no two alternates of one type and language (§4.1.1, §4.1.2). */
function linkFaults(parent: Element, base: string | undefined): string[] {
  const links = named(parent, 'link');
  const faults = links.flatMap(({ attributes: { href = '' } }) => {
    if (isWebAddress(href) || (base !== undefined && URL.canParse(href, base))) return [];
    return [`a link of <${parent.name}> leads to “${href}”`];
  });
  const alternates = links
    .filter(({ attributes }) => (attributes.rel ?? 'alternate') === 'alternate')
    .map(({ attributes }) => `${attributes.type} ${attributes.hreflang}`);
  if (repeated(alternates).length > 0) faults.push(`<${parent.name}> has two alternates of one type`);
  return faults;
}

function entryFaults(entry: Element, feedHasAuthor: boolean, base: string | undefined): string[] {
  const faults = [...childFaults(entry, ENTRY), ...linkFaults(entry, base)];
  const alternates = named(entry, 'link').filter(({ attributes }) => (attributes.rel ?? 'alternate') === 'alternate');
  if (named(entry, 'content').length === 0 && alternates.length === 0)
    faults.push('an entry has neither content nor alternate');
  if (!feedHasAuthor && named(entry, 'author').length === 0) faults.push('an entry has no author');
  for (const name of ['title', 'summary', 'content']) faults.push(...named(entry, name).flatMap(textFaults));
  for (const person of named(entry, 'author')) faults.push(...childFaults(person, PERSON));
  for (const { attributes } of named(entry, 'category')) {
    if (!attributes.term?.trim()) faults.push('a category has no term');
  }
  return faults;
}

/** What is wrong with a text as a feed after RFC 4287. */
export function atomFaults(text: string): string[] {
  const read = documentIn(text);
  if ('fault' in read) return [read.fault];
  const { root } = read;
  if (root.name !== 'feed' || root.attributes.xmlns !== 'http://www.w3.org/2005/Atom') return ['is no Atom feed'];
  const base = root.attributes['xml:base'];
  const entries = named(root, 'entry');
  const faults = [...prefixFaults(root), ...childFaults(root, FEED), ...linkFaults(root, base)];
  const selves = named(root, 'link').filter(({ attributes }) => attributes.rel === 'self');
  if (selves.length !== 1) faults.push(`the feed names itself ${selves.length} times`);
  for (const name of ['title', 'subtitle']) faults.push(...named(root, name).flatMap(textFaults));
  const authors = named(root, 'author');
  for (const person of authors) faults.push(...childFaults(person, PERSON));
  for (const entry of entries) faults.push(...entryFaults(entry, authors.length > 0, base));
  const ids = entries.flatMap((entry) => named(entry, 'id').map(textOf));
  faults.push(...repeated(ids).map((id) => `two entries are ${id}`));
  return faults;
}
