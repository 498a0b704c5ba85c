import type { Element } from './read.ts';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it stands between tags and in attributes. */
export const escapedXml = (text: string) => text.replace(/[&<>"]/g, (character) => ENTITIES[character]!);

/** An opening tag, with those attributes that have a value. */
export function openingTag(name: string, attributes: Record<string, string | undefined> = {}): string {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${escapedXml(value)}"`,
  );
  return `<${name}${written.join('')}>`;
}

/** An element as XML that is read as the same element. */
export function writtenXml(element: Element): string {
  const name = element.prefix === '' ? element.name : `${element.prefix}:${element.name}`;
  const within = element.children.map((child) => (typeof child === 'string' ? escapedXml(child) : writtenXml(child)));
  return `${openingTag(name, element.attributes)}${within.join('')}</${name}>`;
}
