import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';

export type Element = Tree.Element;

const styleOf = (element: Element, name: string): string | undefined => {
  const style = attribute(element, 'style') ?? '';
  return new RegExp(`(?:^|;)${name}:([^;]+)`).exec(style)?.[1];
};

export const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((one) => one.name === name)?.value;

/** All elements of a page, in its order. */
export function elementsOf(html: string): Element[] {
  const found: Element[] = [];
  const walk = (node: Tree.ParentNode) => {
    for (const child of node.childNodes) {
      if (!('tagName' in child)) continue;
      found.push(child);
      walk(child);
    }
  };
  walk(parse(html));
  return found;
}

/** The text in an element. */
export const textIn = (element: Tree.ParentNode): string =>
  element.childNodes
    .map((child) => ('value' in child ? child.value : 'childNodes' in child ? textIn(child) : ''))
    .join('');

/** A text that is shown, and in which colours. */
export interface Shown {
  text: string;
  ink: string;
  paper: string;
}

/** What the classes of a page say in the dark: class, and colour of text or behind it. */
function darkOf(html: string): Record<string, { color?: string; 'background-color'?: string }> {
  const dark = /@media \(prefers-color-scheme:dark\)\{([\s\S]*?\})\s*\}/.exec(html)?.[1] ?? '';
  const rules = [...dark.matchAll(/\.(\w+)\{([\w-]+):(#\w+)!important\}/g)];
  return Object.fromEntries(rules.map(([, name, property, colour]) => [name, { [property!]: colour }]));
}

/** Every text of a page with its colour and that behind it, as a browser in light or dark works them out. */
export function shownOf(html: string, scheme: 'light' | 'dark'): Shown[] {
  const dark = scheme === 'dark' ? darkOf(html) : {};
  const shown: Shown[] = [];
  const walk = (node: Tree.ParentNode, ink: string, paper: string) => {
    for (const child of node.childNodes) {
      if ('value' in child && child.nodeName === '#text' && child.value.trim())
        shown.push({ text: child.value, ink, paper });
      if (!('tagName' in child) || styleOf(child, 'display') === 'none') continue;
      const classes = (attribute(child, 'class') ?? '').split(' ');
      const say = (property: 'color' | 'background-color') =>
        classes.map((name) => dark[name]?.[property]).find(Boolean) ?? styleOf(child, property);
      walk(child, say('color') ?? ink, say('background-color') ?? paper);
    }
  };
  const body = elementsOf(html).find(({ tagName }) => tagName === 'body');
  walk({ ...body!, childNodes: [body!] } as unknown as Tree.ParentNode, 'unset', 'unset');
  return shown;
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** How much two colours differ: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio. */
export function contrastOf(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}
