/** Control characters that no document of XML 1.0 may hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const SPECIAL = /[&<>"']/;
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };

/** Text as it stands in an element or an attribute, with the five escapes that arXiv's templates write. */
export function escaped(text: string): string {
  const clean = text.replace(FORBIDDEN, '');
  return SPECIAL.test(clean) ? clean.replace(/[&<>"']/g, (letter) => ESCAPES[letter]!) : clean;
}

/** `<name>text</name>`, or nothing without a text. */
export const element = (name: string, text: string | undefined) =>
  text === undefined ? '' : `<${name}>${escaped(text)}</${name}>`;

/** Attributes as they stand in a tag, each with a blank before it. */
export const attributes = (all: Record<string, string>) =>
  Object.entries(all)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');
