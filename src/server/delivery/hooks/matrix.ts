import { fitted, moreWords, uncalling } from './fit.ts';
import { html, htmlLink, htmlLinks } from './html.ts';
import type { Post, PostEntry } from './post.ts';

/**
 * An event may have 65,536 bytes in all: https://spec.matrix.org/latest/client-server-api/#size-limits. A character is
 * at most three bytes for a UTF-16 unit, and a quote or a backslash is two in JSON.
 */
const LONGEST_PLAIN = 5_000;
const LONGEST_HTML = 14_000;

function itemOf(entry: PostEntry): string {
  const lines = [`<strong>${htmlLink(entry.title, entry.url)}</strong>`, html(entry.authors), html(entry.because)];
  return `<p>${[...lines, html(entry.abstract), htmlLinks(entry)].filter(Boolean).join('<br>')}</p>`;
}

/** The content of a message event. It is a notice, as bots send them, and its mentions are none. */
export function matrixBody(post: Post): object {
  const { heading, entries, more, webUrl } = post;
  const plain = (left: number) => `${moreWords(more + left)}: ${webUrl}`;
  const tail = (left: number) => `<p>${htmlLink(moreWords(more + left), webUrl)}</p>`;
  const head = `<h4>${html(heading)}</h4>`;
  const lines = entries.map(({ title, url }) => `${uncalling(title)}\n${url}`);
  return {
    msgtype: 'm.notice',
    body: fitted(uncalling(heading), lines, plain, LONGEST_PLAIN),
    format: 'org.matrix.custom.html',
    formatted_body: fitted(head, entries.map(itemOf), tail, LONGEST_HTML, '\n'),
    'm.mentions': {},
  };
}
