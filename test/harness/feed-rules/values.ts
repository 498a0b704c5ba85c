import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const RFC_822 =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d\d:\d\d:\d\d) (GMT|[+-]\d{4})$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** An instant that exists: `2026-02-30T00:00:00Z` does not. */
export function isRfc3339(text: string): boolean {
  const match = RFC_3339.exec(text);
  if (!match) return false;
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && (match[8] !== 'Z' || date.toISOString().startsWith(text.slice(0, 19)));
}

/** A date that exists, with the weekday that it has. */
export function isRfc822(text: string): boolean {
  const match = RFC_822.exec(text);
  if (!match) return false;
  const [, weekday, day, month, year, clock] = match;
  const number = String(MONTHS.indexOf(month!) + 1).padStart(2, '0');
  // Not parsed as it stands: the engine takes the year 0001 for 2001.
  const date = new Date(`${year}-${number}-${day}T${clock}Z`);
  return !Number.isNaN(date.getTime()) && date.toUTCString().startsWith(`${weekday}, ${day} ${month} ${year}`);
}

export const isWebAddress = (text: string): boolean => /^https?:\/\/[^\s<>"\\^`{|}]+$/.test(text) && URL.canParse(text);

/** An address with a scheme, as Atom wants its ids: `urn:`, `tag:`, `https:`. */
export const isIri = (text: string): boolean => /^[a-z][a-z0-9+.-]*:[^\s<>"\\^`{|}]+$/i.test(text);

type Node = DefaultTreeAdapterTypes.ChildNode;

/** What is in HTML that a feed must not bring: anything but paragraphs and links to the web. */
export function htmlFaults(html: string): string[] {
  const faults: string[] = [];
  const look = (node: Node) => {
    if (!('tagName' in node)) return;
    const attributes = node.attrs.map(({ name, value }) => `${name}=${value}`);
    const [first, ...rest] = attributes;
    const isLink = node.tagName === 'a' && rest.length === 0 && isWebAddress(first?.slice('href='.length) ?? '');
    const isParagraph = node.tagName === 'p' && attributes.length === 0;
    if (!isLink && !isParagraph) faults.push(`its HTML has <${node.tagName} ${attributes.join(' ')}>`);
    node.childNodes.forEach(look);
  };
  parseFragment(html).childNodes.forEach(look);
  return faults;
}

/** Those of some values that stand there more than once. */
export const repeated = (values: string[]): string[] => values.filter((one, at) => values.indexOf(one) !== at);
