/** Text as it enters: well-formed Unicode, nothing invisible that acts, white space as people read it. */

// Controls, and the marks that turn the direction of what follows: both can make a page or a terminal lie.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ACTING = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: see above
const UNTIDY = /[\u0000-\u001f\u007f-\u00a0\u2000-\u200a\u2028-\u202e\u2066-\u2069\ufeff]/;

/** U+0085 ends a line, and JavaScript does not count it among white space. */
const harmless = (text: string) =>
  text
    .toWellFormed()
    .replace(/\u0085/g, '\n')
    .replace(ACTING, '');

/** Whether nothing needs doing, which is so for nearly every string. */
const tidy = (text: string) =>
  !UNTIDY.test(text) && !text.includes('  ') && !text.startsWith(' ') && !text.endsWith(' ') && text.isWellFormed();

/** One line: every run of white space is one space, none at the ends. */
export function oneLine(text: string): string {
  return tidy(text) ? text : harmless(text).replace(/\s+/g, ' ').trim();
}

/** Unwrapped paragraphs: a single newline is a space, an empty line parts two paragraphs (`\n\n`). */
export function paragraphs(text: string): string {
  if (tidy(text)) return text;
  return harmless(text)
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** A foreign value inside a sentence of ours: short, on one line, in quotation marks. */
export function quoted(text: string): string {
  const line = oneLine(text.slice(0, 200));
  return line.length > 60 ? `“${line.slice(0, 59)}…”` : `“${line}”`;
}
