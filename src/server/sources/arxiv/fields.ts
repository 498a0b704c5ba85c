import type { Foreign } from '../record.ts';
import { childOf, type Element, textOf } from '../xml/read.ts';

/** The texts of some elements within another, by name, as the readers of records take them; absent ones are left out. */
export function fieldsOf(element: Element | undefined, names: readonly string[]): Foreign {
  const fields: Foreign = {};
  for (const name of names) {
    const child = childOf(element, name);
    if (child) fields[name] = textOf(child);
  }
  return fields;
}
