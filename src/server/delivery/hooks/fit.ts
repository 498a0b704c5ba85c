import { printable } from '../text/escape.ts';
import { shortened } from '../text/plain.ts';

/**
 * Joins a head, as many items as fit, and a tail that says how many are left.
 * @param limit UTF-16 units of the whole, at least as long as head and tail together.
 */
export function fitted(
  head: string,
  items: readonly string[],
  tail: (left: number) => string,
  limit: number,
  between = '\n\n',
): string {
  for (let count = items.length; ; count--) {
    const parts = [head, ...items.slice(0, count), tail(items.length - count)].filter(Boolean);
    const text = parts.join(between);
    if (text.length <= limit || count === 0) return text;
  }
}

/** A zero-width space: a name after it is no name to a chat, and nobody sees it. */
const UNSEEN = '\u200b';

/** Text in which no `@everyone`, `@channel` or `@somebody` calls anybody. */
export const uncalling = (text: string): string => text.replaceAll('@', `@${UNSEEN}`);

/** Shortened, and whole even where the cut went through a character of two halves or an escape of Markdown. */
export const cut = (text: string, limit: number): string => printable(shortened(text, limit)).replace(/\\…$/, '…');

/** `See them on the page`, `12 more on the page`. */
export const moreWords = (more: number): string =>
  more > 0 ? `${more.toLocaleString('en')} more on the page` : 'See them on the page';
