const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * Characters that a page cannot carry or that change what is around them: controls, and the marks that turn the
 * direction of all text after them. Right-to-left letters themselves stay.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point.
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;

/** Text without control characters, direction overrides and halves of surrogate pairs. */
export function printable(text: string): string {
  return text.toWellFormed().replace(UNPRINTABLE, '');
}

/** Text on one line, without what moves the cursor, ends a header or turns the direction of what follows. */
export const oneLine = (text: string): string => printable(text).replace(/\s+/g, ' ').trim();

/** Text as HTML, good for element content and for attributes in double quotes. */
export function escapeHtml(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
