import { SaxesParser } from 'saxes';
import { BrokenPage } from '../source.ts';
import { decoded } from './decode.ts';

/** An element, with its text and its elements in order. Names are without prefix: `creator`, not `dc:creator`. */
export interface Element {
  name: string;
  /** The namespace's prefix as written; empty without. */
  prefix: string;
  /** By name as written: `xml:lang`. */
  attributes: Record<string, string>;
  children: (Element | string)[];
}

/** A record cut out of a page. */
export interface RecordElement {
  element: Element;
  /** What it stood in, without the records. */
  parent: Element;
  /** As it stood in the page. */
  raw: string;
  /** Holds bytes that are none of the page's encoding. */
  isDamaged: boolean;
}

export interface XmlPage {
  /** The page without its records; what was open when it broke off is closed. */
  root: Element;
  records: RecordElement[];
  /** Why the page is not whole. What stands in `records` was whole. */
  broken?: string;
}

/** Bounds for what comes from strangers: a page beyond them is broken. */
const MOST_DEPTH = 64;
const MOST_ATTRIBUTES = 64;

const REPLACEMENT = '\uFFFD';

/** Bytes of XML, however many, whose DOCTYPE would be read by others: entities are never expanded, so none is taken. */
const NO_DOCTYPE = 'has a DOCTYPE, which no source that is known here sends';

/**
 * Reads a page of XML in one go, cutting out the elements of some names.
 * Entities but XML's own five are errors, a DOCTYPE is one, and nothing is ever fetched.
 * @param cut local names of records: `record`, `item`, `entry`. A record within a record belongs to the outer one.
 * @throws BrokenPage where there is no root element.
 */
export function readXml(bytes: Uint8Array, cut: ReadonlySet<string>): XmlPage {
  const text = decoded(bytes);
  const parser = new SaxesParser({ xmlns: false, position: true });
  const records: RecordElement[] = [];
  const open: Element[] = [];
  let root: Element | undefined;
  let broken: string | undefined;
  /** The depth of the record that is open, and where it began. */
  let recordDepth = 0;
  let recordStart = 0;
  let tagStart = 0;

  const add = (piece: Element | string) => open.at(-1)?.children.push(piece);
  const onText = (piece: string) => {
    const children = open.at(-1)?.children;
    if (!children || piece === '') return;
    const last = children.length - 1;
    if (typeof children[last] === 'string') children[last] += piece;
    else children.push(piece);
  };
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error(NO_DOCTYPE);
  });
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('opentagstart', () => {
    // The parser stands behind the name by now; a tag's own attributes hold no `<`.
    tagStart = text.lastIndexOf('<', parser.position - 1);
  });
  parser.on('opentag', (tag) => {
    if (open.length >= MOST_DEPTH) throw new Error(`has elements more than ${MOST_DEPTH} deep`);
    const attributes = tag.attributes as Record<string, string>;
    if (Object.keys(attributes).length > MOST_ATTRIBUTES)
      throw new Error(`has an element with more than ${MOST_ATTRIBUTES} attributes`);
    const colon = tag.name.indexOf(':');
    const element: Element = {
      name: colon < 0 ? tag.name : tag.name.slice(colon + 1),
      prefix: colon < 0 ? '' : tag.name.slice(0, colon),
      attributes,
      children: [],
    };
    const isRecord = recordDepth === 0 && open.length > 0 && cut.has(element.name);
    if (isRecord) {
      recordDepth = open.length + 1;
      recordStart = tagStart;
    } else add(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => {
    const element = open.pop()!;
    if (recordDepth !== open.length + 1) return;
    recordDepth = 0;
    const raw = text.slice(recordStart, parser.position);
    records.push({ element, parent: open.at(-1)!, raw, isDamaged: raw.includes(REPLACEMENT) });
  });
  try {
    parser.write(text);
    parser.close();
  } catch (error) {
    broken = (error as Error).message.split('\n')[0]!.slice(0, 200);
  }
  if (!root) throw new BrokenPage(`The answer is no XML: ${broken ?? 'it is empty'}.`);
  return broken === undefined ? { root, records } : { root, records, broken };
}

/** The first element of a name among the children. */
export function childOf(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((child): child is Element => typeof child !== 'string' && child.name === name);
}

/** All elements of a name among the children. */
export function childrenOf(element: Element | undefined, name: string): Element[] {
  return (element?.children ?? []).filter(
    (child): child is Element => typeof child !== 'string' && child.name === name,
  );
}

/** All text within, as it stands; empty without an element. */
export function textOf(element: Element | undefined): string {
  if (!element) return '';
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}
