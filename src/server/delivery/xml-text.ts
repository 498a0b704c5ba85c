import { escapedXml } from '#sources/xml/write.ts';

/** All that XML 1.0 cannot hold, not even escaped: most control characters, halves of surrogate pairs, U+FFFE and U+FFFF. */
const UNWRITABLE = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Text of strangers as it may stand in an attribute of any XML document; what cannot stand there is left out. */
export const xmlAttribute = (text: string): string => escapedXml(text.replace(UNWRITABLE, ''));

/** The same between tags, where quotation marks stay as they are. */
export const xmlText = (text: string): string => xmlAttribute(text).replaceAll('&quot;', '"');

/** The same in one line, as arXiv writes titles and abstracts. */
export const xmlLine = (text: string): string => xmlText(text.replace(/\s+/g, ' ').trim());

/** An element of text; nothing where there is none. */
export function xmlElement(name: string, text: string | undefined): string {
  return text === undefined || text === '' ? '' : `<${name}>${xmlText(text)}</${name}>`;
}
