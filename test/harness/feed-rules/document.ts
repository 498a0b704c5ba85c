import { type Element, readXml, textOf } from '#sources/xml/read.ts';

/** XML as a parser of another make than the writer reads it; or why it is none. */
export function documentIn(text: string): { root: Element } | { fault: string } {
  try {
    const { root, broken } = readXml(new TextEncoder().encode(text), new Set());
    return broken ? { fault: `is not well-formed: ${broken}` } : { root };
  } catch (error) {
    return { fault: `is no XML: ${(error as Error).message}` };
  }
}

export const elementsOf = ({ children }: Element): Element[] =>
  children.filter((child): child is Element => typeof child !== 'string');

/** `atom:link` as written. */
export const qualified = ({ prefix, name }: Element): string => (prefix === '' ? name : `${prefix}:${name}`);

export const named = (parent: Element, name: string): Element[] =>
  elementsOf(parent).filter((child) => qualified(child) === name);

/** How often a child may stand there, and what its text must be. */
export interface Rule {
  least: number;
  most: number;
  text?: (text: string) => boolean;
}

/** Children that are missing, too many, unknown or of the wrong text. */
export function childFaults(parent: Element, rules: Record<string, Rule>): string[] {
  const faults: string[] = [];
  const where = qualified(parent);
  for (const [name, { least, most, text }] of Object.entries(rules)) {
    const found = named(parent, name);
    if (found.length < least || found.length > most) faults.push(`<${where}> has ${found.length} <${name}>`);
    for (const child of found) {
      if (text && !text(textOf(child)))
        faults.push(`<${name}> in <${where}> must not be “${textOf(child).slice(0, 80)}”`);
    }
  }
  for (const child of elementsOf(parent)) {
    if (!(qualified(child) in rules)) faults.push(`<${qualified(child)}> has no place in <${where}>`);
  }
  return faults;
}

/** Prefixes that no namespace is declared for on the root. */
export function prefixFaults(root: Element): string[] {
  const used = new Set<string>();
  const look = (element: Element) => {
    used.add(element.prefix);
    elementsOf(element).forEach(look);
  };
  look(root);
  used.delete('');
  return [...used].filter((one) => !(`xmlns:${one}` in root.attributes)).map((one) => `“${one}:” is not declared`);
}
