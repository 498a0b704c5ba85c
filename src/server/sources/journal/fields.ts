import { MOST_HTML, textOfHtml } from '../html/text.ts';
import { oneLine } from '../text.ts';
import { childrenOf, type Element, textOf } from '../xml/read.ts';
import { writtenXml } from '../xml/write.ts';

/** The elements of the feed's own language (RSS, Atom): `title`, not `media:title`. */
export const own = (item: Element, name: string): Element[] =>
  childrenOf(item, name).filter(({ prefix }) => prefix === '' || prefix === item.prefix || prefix === 'atom');

/** Lines of all elements of these names, in any language: `dc:creator`, `prism:doi`. */
export const lines = (item: Element, ...names: string[]): string[] =>
  names
    .flatMap((name) => childrenOf(item, name))
    .map((element) => oneLine(textOf(element)))
    .filter((line) => line !== '');

/**
 * An element's words. Atom says what they are (RFC 4287 §3.1.1); RSS has HTML in them, or text that nobody escaped,
 * or markup as elements of its own.
 */
export function prose(element: Element | undefined, isAtom: boolean): string {
  if (!element) return '';
  const type = element.attributes.type ?? 'text';
  const hasElements = element.children.some((child) => typeof child !== 'string');
  if (isAtom && !hasElements && (type === 'text' || type === 'text/plain')) return textOf(element);
  if (hasElements) return textOfHtml(element.children.map((child) => written(child, type)).join(''));
  const text = textOf(element);
  // What is cut would end in the middle of an article: that is no abstract.
  return text.length > MOST_HTML ? '' : textOfHtml(text);
}

/** Text beside elements is the HTML's own where a feed leaves tags half escaped; in XHTML it is text. */
const written = (child: Element | string, type: string) =>
  typeof child !== 'string' ? writtenXml(child) : type === 'xhtml' ? child.replaceAll('<', '&lt;') : child;
