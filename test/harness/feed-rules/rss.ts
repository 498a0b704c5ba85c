import { type Element, textOf } from '#sources/xml/read.ts';
import { childFaults, documentIn, elementsOf, named, prefixFaults, type Rule } from './document.ts';
import { htmlFaults, isIri, isRfc822, isWebAddress, repeated } from './values.ts';

const ANY = Number.POSITIVE_INFINITY;
const isFilled = (text: string) => text.trim() !== '';

const CHANNEL: Record<string, Rule> = {
  title: { least: 1, most: 1, text: isFilled },
  link: { least: 1, most: 1, text: isWebAddress },
  description: { least: 1, most: 1, text: isFilled },
  language: { least: 0, most: 1, text: (text) => /^[a-z]{2}(-[a-z]{2})?$/i.test(text) },
  pubDate: { least: 0, most: 1, text: isRfc822 },
  lastBuildDate: { least: 0, most: 1, text: isRfc822 },
  generator: { least: 0, most: 1, text: isFilled },
  docs: { least: 0, most: 1, text: isWebAddress },
  ttl: { least: 0, most: 1, text: (text) => /^\d+$/.test(text) },
  // The profile: a feed says where it is itself.
  'atom:link': { least: 1, most: ANY },
  item: { least: 0, most: ANY },
};

const ITEM: Record<string, Rule> = {
  title: { least: 0, most: 1, text: isFilled },
  link: { least: 0, most: 1, text: isWebAddress },
  description: { least: 0, most: 1 },
  // A mail address, and nothing else.
  author: { least: 0, most: 1, text: (text) => /^\S+@\S+( \(.+\))?$/.test(text) },
  'dc:creator': { least: 0, most: ANY, text: isFilled },
  category: { least: 0, most: ANY, text: isFilled },
  comments: { least: 0, most: 1, text: isWebAddress },
  guid: { least: 0, most: 1, text: isFilled },
  pubDate: { least: 0, most: 1, text: isRfc822 },
};

const NAMESPACES: Record<string, string> = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
};

function itemFaults(item: Element): string[] {
  const faults = childFaults(item, ITEM);
  if (named(item, 'title').length + named(item, 'description').length === 0)
    faults.push('an item has no title and no description');
  for (const guid of named(item, 'guid')) {
    const isPermaLink = guid.attributes.isPermaLink ?? 'true';
    if (isPermaLink !== 'true' && isPermaLink !== 'false') faults.push(`isPermaLink is ${isPermaLink}`);
    if (isPermaLink === 'true' && !isWebAddress(textOf(guid))) faults.push(`a guid is no link: ${textOf(guid)}`);
    if (isPermaLink === 'false' && !isIri(textOf(guid))) faults.push(`a guid names nothing: ${textOf(guid)}`);
  }
  return [...faults, ...named(item, 'description').flatMap((one) => htmlFaults(textOf(one)))];
}

function selfFaults(channel: Element): string[] {
  const selves = named(channel, 'atom:link').filter(({ attributes }) => attributes.rel === 'self');
  const [self] = selves;
  if (selves.length !== 1 || !self) return [`the feed names itself ${selves.length} times`];
  const { href = '', type } = self.attributes;
  return isWebAddress(href) && type === 'application/rss+xml' ? [] : [`the feed is itself at “${href}” (${type})`];
}

/** What is wrong with a text as a feed after the specification of RSS 2.0 and its profile. */
export function rssFaults(text: string): string[] {
  const read = documentIn(text);
  if ('fault' in read) return [read.fault];
  const { root } = read;
  if (root.name !== 'rss' || root.attributes.version !== '2.0') return ['is no RSS 2.0'];
  const [channel, ...others] = elementsOf(root);
  if (channel?.name !== 'channel' || others.length > 0) return ['does not have one channel'];
  const items = named(channel, 'item');
  const guids = items.flatMap((item) => named(item, 'guid').map(textOf));
  return [
    ...prefixFaults(root),
    ...Object.entries(NAMESPACES).flatMap(([name, uri]) =>
      root.attributes[name] === undefined || root.attributes[name] === uri ? [] : [`${name} is not ${uri}`],
    ),
    ...childFaults(channel, CHANNEL),
    ...selfFaults(channel),
    ...items.flatMap(itemFaults),
    ...repeated(guids).map((guid) => `two items are ${guid}`),
  ];
}
