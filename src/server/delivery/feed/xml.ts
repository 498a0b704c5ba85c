import type { Element } from '#sources/xml/read.ts';
import { printable } from '../text/escape.ts';

type Attributes = Record<string, string | undefined>;

/**
 * An element with its prefix as written, `dc:creator`. Text and values lose what XML cannot carry; elements that are
 * undefined are left out.
 */
export function element(name: string, attributes: Attributes, ...children: (Element | string | undefined)[]): Element {
  const colon = name.indexOf(':');
  const given = Object.entries(attributes).filter((one): one is [string, string] => one[1] !== undefined);
  return {
    name: name.slice(colon + 1),
    prefix: name.slice(0, Math.max(0, colon)),
    attributes: Object.fromEntries(given.map(([key, value]) => [key, printable(value)])),
    children: children
      .filter((child) => child !== undefined)
      .map((child) => (typeof child === 'string' ? printable(child) : child)),
  };
}

export const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n';
