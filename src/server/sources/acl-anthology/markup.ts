import type { Element } from '../xml/read.ts';

/**
 * The text of a title or an abstract. Its markup is `fixed-case`, `b`, `i`, `url`, `span` and `tex-math`; only
 * formulas keep a sign of it, the one that other sources' formulas have: `$…$`.
 */
export function markedText(element: Element | undefined): string | undefined {
  return element?.children.map((child) => (typeof child === 'string' ? child : textWithin(child))).join('');
}

function textWithin(element: Element): string {
  const text = markedText(element)!;
  if (element.name === 'tex-math') return text.includes('$') ? text : `$${text.trim()}$`;
  return element.name === 'br' ? '\n' : text;
}
