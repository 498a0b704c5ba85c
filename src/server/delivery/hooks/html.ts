import { escapeHtml } from '../text/escape.ts';
import { uncalling } from './fit.ts';
import type { PostEntry } from './post.ts';

/** Text as HTML that calls nobody. The entities are the ones that Telegram and Matrix both know. */
export const html = (text: string): string => escapeHtml(uncalling(text));

export const htmlLink = (words: string, url: string): string => `<a href="${escapeHtml(url)}">${html(words)}</a>`;

/** A paper's other addresses, in one line. */
export const htmlLinks = ({ links }: PostEntry): string =>
  links.map(({ words, url }) => htmlLink(words, url)).join(' · ');
