import { htmlFaults, isRfc3339, isWebAddress, repeated } from './values.ts';

type Check = (value: unknown) => boolean;
type Shape = Record<string, Check>;

const isText: Check = (value) => typeof value === 'string';
const isFilled: Check = (value) => typeof value === 'string' && value.trim() !== '';
const isAddress: Check = (value) => typeof value === 'string' && isWebAddress(value);
const isInstant: Check = (value) => typeof value === 'string' && isRfc3339(value);
const isSwitch: Check = (value) => typeof value === 'boolean';
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

/** An author has at least one of the three. */
const isAuthor: Check = (value) =>
  isObject(value) &&
  Object.keys(value).length > 0 &&
  shapeFaults('author', value, { name: isFilled, url: isAddress, avatar: isAddress }, []).length === 0;

const FEED: Shape = {
  version: (value) => value === 'https://jsonfeed.org/version/1.1',
  title: isFilled,
  home_page_url: isAddress,
  feed_url: isAddress,
  description: isText,
  user_comment: isText,
  next_url: isAddress,
  icon: isAddress,
  favicon: isAddress,
  authors: listOf(isAuthor),
  language: isFilled,
  expired: isSwitch,
  items: Array.isArray,
};

const ITEM: Shape = {
  id: isFilled,
  url: isAddress,
  external_url: isAddress,
  title: isFilled,
  content_html: isText,
  content_text: isText,
  summary: isText,
  image: isAddress,
  banner_image: isAddress,
  date_published: isInstant,
  date_modified: isInstant,
  authors: listOf(isAuthor),
  tags: listOf(isFilled),
  language: isFilled,
};

function shapeFaults(what: string, value: Record<string, unknown>, shape: Shape, required: string[]): string[] {
  const missing = required.filter((key) => !(key in value)).map((key) => `${what} has no ${key}`);
  const wrong = Object.entries(value).flatMap(([key, one]) => {
    // Whatever begins with an underscore is an extension.
    if (key.startsWith('_')) return isObject(one) ? [] : [`${what}’s extension ${key} is no object`];
    const check = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (!check) return [`${what} has ${key}, which the version does not know`];
    return check(one) ? [] : [`${what}’s ${key} must not be ${JSON.stringify(one)?.slice(0, 80)}`];
  });
  return [...missing, ...wrong];
}

function itemFaults(item: unknown): string[] {
  if (!isObject(item)) return ['an item is no object'];
  const faults = shapeFaults('an item', item, ITEM, ['id']);
  const { content_html: html, content_text: text } = item;
  if (html === undefined && text === undefined) faults.push('an item has no content');
  return typeof html === 'string' ? [...faults, ...htmlFaults(html)] : faults;
}

/** What is wrong with a text as a feed after JSON Feed 1.1. */
export function jsonFeedFaults(text: string): string[] {
  let feed: unknown;
  try {
    feed = JSON.parse(text);
  } catch (error) {
    return [`is no JSON: ${(error as Error).message}`];
  }
  if (!isObject(feed)) return ['is no object'];
  // A JSON document need not say so, but a feed that does not know its own address cannot be followed when it moves.
  const faults = shapeFaults('the feed', feed, FEED, ['version', 'title', 'items', 'feed_url']);
  const items: unknown[] = Array.isArray(feed.items) ? feed.items : [];
  const ids = items.flatMap((item) => (isObject(item) ? [String(item.id)] : []));
  return [...faults, ...items.flatMap(itemFaults), ...repeated(ids).map((id) => `two items are ${id}`)];
}
